-- Which accounts a passkey or an identity was ever a way into: two accounts that share one are one person.
CREATE TABLE `credential` (
	`name` text NOT NULL,
	`account` text NOT NULL,
	PRIMARY KEY(`name`, `account`)
);
--> statement-breakpoint
CREATE INDEX `credential_account` ON `credential` (`account`);
--> statement-breakpoint
INSERT INTO `credential` SELECT 'passkey ' || `id`, `account` FROM `passkey`;
--> statement-breakpoint
INSERT INTO `credential` SELECT 'identity ' || `issuer` || ' ' || `subject`, `account` FROM `identity`;
--> statement-breakpoint
CREATE TRIGGER passkey_known AFTER INSERT ON `passkey`
BEGIN INSERT OR IGNORE INTO `credential` VALUES ('passkey ' || NEW.id, NEW.account); END;
--> statement-breakpoint
CREATE TRIGGER identity_known AFTER INSERT ON `identity`
BEGIN INSERT OR IGNORE INTO `credential` VALUES ('identity ' || NEW.issuer || ' ' || NEW.subject, NEW.account); END;
