-- Search looks at kind, department, type and title of all that was found: they lie together here, and no row with its
-- state is read for it.
CREATE INDEX `record_found` ON `record` (`n`,`kind`,`annulled`,`department`,`type`,`title`);--> statement-breakpoint
-- Submissions of deliveries, which the public may list, apart from all the others. The words of the condition stand in
-- worker/store/records/delivered.ts.
CREATE INDEX `submission_delivery` ON `submission` (`first`,`count`,`key`) WHERE instr(`key`, ' delivery:') > 0;
