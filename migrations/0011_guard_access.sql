-- A link into an account that asks for a second person works once somebody else has confirmed it.
ALTER TABLE `invitation` ADD `confirmed` text;--> statement-breakpoint
ALTER TABLE `invitation` ADD `confirmed_by` text;--> statement-breakpoint
UPDATE `invitation` SET `confirmed` = `created`, `confirmed_by` = `by` WHERE `by` = 'local';--> statement-breakpoint
-- Who changed a provider in a way that waits for somebody else to take it into use.
ALTER TABLE `provider` ADD `changed_by` text;--> statement-breakpoint
-- When the way by which a session was opened was added: a newcomer does not put away the notice of itself.
ALTER TABLE `session` ADD `since` text DEFAULT '' NOT NULL;--> statement-breakpoint
CREATE TABLE `access_notice` (
	`n` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`account` text NOT NULL,
	`at` text NOT NULL,
	`action` text NOT NULL,
	`subject` text NOT NULL,
	`seen` text
);
--> statement-breakpoint
CREATE INDEX `access_notice_account` ON `access_notice` (`account`,`n`);
