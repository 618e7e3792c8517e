-- What is derived carries the version of the code that derived it; 0 is older than any, so everything that is there
-- is derived once more by replay. States are no longer filled in by SQL, as 0008 still did: raise the version of
-- the kind (worker/domain/kinds/kinds.ts), and each ledger makes its rows anew from its entries.
ALTER TABLE `record` ADD `derived` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `record_derived` ON `record` (`kind`,`derived`);--> statement-breakpoint
ALTER TABLE `search_progress` ADD `version` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `search_progress` ADD `redone` integer;
