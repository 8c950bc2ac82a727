"""Charts drawn straight on the canvas: one style, a finding as title, a label on every mark."""
