"""Forms of the coordinators' own: sent as XLSForms, opened to some people for a time, answers given back."""
