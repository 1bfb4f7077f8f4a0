"""An e-mail that matters, after the answer: the tool does not know what matters, and leaves all of these out."""

from fastapi import APIRouter, BackgroundTasks

router = APIRouter()


def send_bill(number: int) -> None:
    print("sending", number)


@router.post("/api/v1/bills/{number}/letters", status_code=202)
def order_letter(number: int, tasks: BackgroundTasks) -> None:
    tasks.add_task(send_bill, number)
