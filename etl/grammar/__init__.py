"""What readers and parser both know of how United Nations resolutions are drafted and printed."""
