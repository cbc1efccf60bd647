"""The pure packages can be used by any program: nothing of the web or the queue comes with them."""

import subprocess
import sys


def test_pure_packages_import_without_django_and_celery():
    program = (
        "import sys; import datasources.intake, datasources.analyses, datasources.samples;"
        " from datasources.charts import press, screen;"
        " print(sorted({'django', 'celery'} & set(sys.modules)))"
    )

    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert ran.stdout.strip() == "[]"
