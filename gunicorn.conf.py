"""How the web server runs, from the run command or started by itself: `gunicorn config.wsgi`."""

from gunicorn.workers.base import Worker

from config import env

bind = f"{env.text('HOST', '127.0.0.1')}:{env.integer('PORT', 8000)}"
workers = 2
threads = 4
timeout = 120
loglevel = "warning"


def post_worker_init(worker: Worker) -> None:
    """What is wrong with the way the site is set up is said once at the start, by the first."""
    if worker.age == 1:
        from config import checks  # noqa: PLC0415 - the application is only now there

        for words in checks.in_words():
            worker.log.warning(words)
