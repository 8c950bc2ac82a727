"""What the demo says about competency: job standards, assessment rounds, talent; the public face is `load`."""
