"""Values as people type them: numbers and dates, in French and English. Pure: text in, frozen values out."""
