"""EXISTS looks at no column, so the star takes none."""

QUERY = "SELECT name FROM patients WHERE EXISTS (SELECT * FROM visits WHERE visits.patient_id = patients.id)"
