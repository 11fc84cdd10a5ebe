"""Rankings from columns that are held in order, and the rows that they are made of."""
