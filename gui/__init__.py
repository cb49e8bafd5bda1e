"""The window: shows what core knows and sends it commands. Qt lives here and nowhere else."""
