"""What differs from one environment to the next."""

from collections.abc import Mapping
from typing import Annotated
from zoneinfo import ZoneInfo

from pydantic import BaseModel, Field, SecretStr, ValidationError


class Settings(BaseModel):
    """The settings. The database's address may hold a password, so it is not shown."""

    database_url: Annotated[SecretStr, Field(alias="DATABASE_URL", min_length=1)]
    time_zone: Annotated[ZoneInfo, Field(alias="CLINIC_TIME_ZONE")]


def read_settings(environment: Mapping[str, str]) -> Settings:
    """Return the settings. Raises SystemExit with all that is missing or makes no sense."""
    try:
        return Settings.model_validate(dict(environment))
    except ValidationError as error:
        faults = [f"{fault['loc'][0]}: {fault['msg']}" for fault in error.errors()]
        raise SystemExit("Mend the environment. " + "; ".join(faults)) from None
