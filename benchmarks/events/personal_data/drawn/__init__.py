"""The seventh set: values, one to three disguises and a place, all drawn at random; measured before any change for it."""
