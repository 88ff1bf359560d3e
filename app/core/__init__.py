"""Pure rules without input or output: dates, locales, slugs, errors."""
