"""The widgets of the kit, and the only code that knows widgets."""
