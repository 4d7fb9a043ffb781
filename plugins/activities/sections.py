"""What the features of activities add to its page, below the dates: one line a feature, in the order of the page."""

from plugins.activities.after import pieces as after
from plugins.activities.models import Activity
from plugins.activities.openly import pieces as openly


def sections(activity: Activity) -> list[str]:
    """Rendered and safe."""
    return [after.section(activity), openly.section(activity)]
