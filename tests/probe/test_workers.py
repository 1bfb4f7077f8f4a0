"""A queue of Celery that is worked by hand: what waits, what runs, what is tried again."""

import pytest
from celery import Celery, chain
from kombu.exceptions import OperationalError

from playbook import probe


class Clinic:
    """A Celery application with tasks, configured for a broker that is not there."""

    def __init__(self) -> None:
        self.queue = Celery("clinic", broker="redis://nowhere.invalid", backend="redis://nowhere.invalid")
        self.queue.conf.task_routes = {"bill": {"queue": "money"}}
        self.failures = 0
        self.seen: list[object] = []

        @self.queue.task(name="remind", shared=False, autoretry_for=(OSError,), max_retries=3)
        def remind(patient: str) -> str:
            self.seen.append(patient)
            if self.failures:
                self.failures -= 1
                raise OSError("the line is busy")
            return f"Dear {patient}"

        @self.queue.task(name="bill", shared=False)
        def bill(text: str, pence: int) -> str:
            self.seen.append(pence)
            return f"{text}: {pence}"

        self.remind, self.bill = remind, bill


@pytest.fixture
def clinic() -> Clinic:
    return Clinic()


def test_nothing_runs_before_the_worker_does(clinic: Clinic) -> None:
    with probe.worker(clinic.queue) as worker:
        asked = [clinic.remind.delay(name) for name in ("Ada", "Bob")]
        assert (clinic.seen, len(worker), asked[0].state) == ([], 2, "PENDING")
        assert [run.state for run in worker.run()] == ["SUCCESS", "SUCCESS"]
        assert (clinic.seen, len(worker), worker.run()) == (["Ada", "Bob"], 0, [])
        assert [one.get(timeout=1) for one in asked] == ["Dear Ada", "Dear Bob"]


def test_a_failure_is_tried_again_until_it_is_given_up(clinic: Clinic) -> None:
    with probe.worker(clinic.queue) as worker:
        clinic.failures, asked = 2, clinic.remind.delay("Ada")
        assert [run.state for run in worker.run()] == ["RETRY", "RETRY", "SUCCESS"]
        assert asked.get(timeout=1) == "Dear Ada"
        clinic.failures = 9
        clinic.remind.delay("Bob")
        last = worker.run()[-1]
        assert (last.task, last.state, str(last.result)) == ("remind", "FAILURE", "the line is busy")


def test_a_broker_that_is_away_takes_nothing_and_is_back_afterwards(clinic: Clinic) -> None:
    with probe.worker(clinic.queue) as worker:
        with worker.away(), pytest.raises(OperationalError, match="is away"):
            clinic.remind.delay("Ada")
        assert (len(worker), clinic.seen) == (0, [])
        clinic.remind.delay("Bob")
        assert [run.result for run in worker.run()] == ["Dear Bob"]


@pytest.mark.parametrize(("seconds", "state"), [(59, "SUCCESS"), (61, "REVOKED")])
def test_a_task_whose_time_has_expired_is_revoked(clinic: Clinic, seconds: int, state: str) -> None:
    with probe.worker(clinic.queue) as worker, probe.clock() as clock:
        asked = clinic.remind.apply_async(("Ada",), expires=60)
        clock.forward(seconds)
        assert [run.state for run in worker.run()] == [state]
        assert (asked.state, len(clinic.seen), len(worker)) == (state, int(state == "SUCCESS"), 0)


def test_what_waits_can_be_read_and_goes_on_waiting_in_its_order(clinic: Clinic) -> None:
    with probe.worker(clinic.queue) as worker:
        assert worker.waiting() == []
        clinic.remind.delay("Ada")
        clinic.remind.delay(patient="Bob")
        clinic.bill.delay("Chen", pence=700)
        waiting = [[["Ada"], {}], [[], {"patient": "Bob"}], [["Chen"], {"pence": 700}]]
        assert (worker.waiting(), worker.waiting(), len(worker)) == (waiting, waiting, 3)
        assert [run.task for run in worker.run()] == ["remind", "remind", "bill"]
        assert (clinic.seen, worker.waiting()) == (["Ada", "Bob", 700], [])


def test_queues_of_other_names_and_chains_are_worked_as_well(clinic: Clinic) -> None:
    with probe.worker(clinic.queue) as worker:
        asked = chain(clinic.remind.s("Ada"), clinic.bill.s(700)).apply_async()
        assert [run.task for run in worker.run()] == ["remind", "bill"]
        assert asked.get(timeout=1) == "Dear Ada: 700"


def test_what_one_proof_left_in_the_queue_is_not_the_next_one_s(clinic: Clinic) -> None:
    with probe.worker(clinic.queue):
        clinic.remind.delay("Ada")
    with probe.worker(clinic.queue) as worker:
        assert worker.run() == []
    assert clinic.queue.conf.broker_url == "redis://nowhere.invalid"


def test_a_task_that_never_ends_is_left(clinic: Clinic) -> None:
    @clinic.queue.task(name="again", shared=False)
    def again() -> None:
        again.delay()

    with probe.worker(clinic.queue) as worker:
        again.delay()
        assert len(worker.run(most=5)) == 5


def test_the_next_example_has_its_own_task_of_that_name() -> None:
    for greeting in ("Dear", "Hello"):
        queue = Celery("clinic")

        @queue.task(name="greet")
        def greet(greeting: str = greeting) -> str:
            return greeting

        with probe.worker(queue) as worker:
            greet.delay()
            assert [run.result for run in worker.run()] == [greeting]


def doubling(backend: str | None) -> Celery:
    """Return an application, as each process has one of its own."""
    app = Celery("clinic", backend=backend, set_as_current=False)

    @app.task(name="double", shared=False)
    def double(number: int) -> int:
        return number * 2

    return app


@pytest.mark.parametrize(("backend", "states"), [("redis://nowhere.invalid", 2), ("rpc://", 1)])
def test_results_that_go_to_one_process_are_not_shared(backend: str, states: int) -> None:
    """Another process has an application of its own: with ``rpc://`` it learns nothing."""
    desk, office = doubling(backend), doubling(backend)
    with probe.worker(desk), probe.worker(office) as worker:
        asked = desk.send_task("double", [21])
        worker.run()
        known = [app.AsyncResult(asked.id).state for app in (office, desk)]
    assert (known.count("SUCCESS"), known[1]) == (states, "SUCCESS")


def test_an_application_without_results_has_none() -> None:
    app = doubling(None)
    with probe.worker(app) as worker:
        asked = app.send_task("double", [21])
        assert [run.result for run in worker.run()] == [42]
        with pytest.raises((AttributeError, NotImplementedError)):
            _ = asked.state
