"""Pictures of the screens, rendered offscreen from the demo office."""
