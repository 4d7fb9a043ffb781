"""A real worker for a process of its own: `python -m tests.core.notices.worker DATABASE MAIL`."""

import sys

from app import create_app
from app.jobs import jobs_of
from tests.core.notices.tea import Tea
from tests.databases import SECRET

if __name__ == "__main__":
    database, mail = sys.argv[1:]
    settings = {"WIJ_DATABASE_URL": database, "WIJ_MAIL_URL": mail, "WIJ_SECRET_KEY": SECRET}
    jobs_of(create_app(settings, extra_plugins={"tea": Tea()})).serve()
