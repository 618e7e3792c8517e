-- A key now belongs to an account whose role the ledger holds. Keys made before named no account: make them again.
DROP TABLE `api_key`;
