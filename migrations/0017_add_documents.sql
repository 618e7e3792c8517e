-- Documents have the visibility of what names them.
CREATE TABLE `document` (
	`sha256` text NOT NULL,
	`account` text NOT NULL,
	`department` text,
	`bytes` integer NOT NULL,
	`created` text NOT NULL,
	`expires` text NOT NULL,
	`named` integer DEFAULT 0 NOT NULL,
	PRIMARY KEY(`sha256`, `account`)
);
--> statement-breakpoint
CREATE INDEX `document_account` ON `document` (`account`,`named`);--> statement-breakpoint
CREATE INDEX `document_department` ON `document` (`department`,`named`);--> statement-breakpoint
CREATE INDEX `document_expires` ON `document` (`named`,`expires`);--> statement-breakpoint
CREATE TABLE `document_draft` (
	`document` text NOT NULL,
	`draft` text NOT NULL,
	PRIMARY KEY(`document`, `draft`)
);
--> statement-breakpoint
CREATE INDEX `document_draft_draft` ON `document_draft` (`draft`);--> statement-breakpoint
CREATE TABLE `document_entry` (
	`document` text NOT NULL,
	`entry` integer NOT NULL,
	`standing` text NOT NULL,
	PRIMARY KEY(`document`, `entry`)
);
--> statement-breakpoint
CREATE INDEX `document_entry_entry` ON `document_entry` (`entry`);
--> statement-breakpoint
-- What was entered before: each digest that a body holds, with the visibility of its entry.
INSERT OR IGNORE INTO document_entry (document, entry, standing)
SELECT t.value, b."index", json_extract(CAST(e.leaf AS TEXT), '$.visibility')
FROM body b JOIN entry e ON e."index" = b."index", json_tree(b.content) t
WHERE b.content GLOB '*"[0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f][0-9a-f]*'
  AND t.type = 'text' AND length(t.value) = 64 AND t.value NOT GLOB '*[^0-9a-f]*';
--> statement-breakpoint
INSERT OR IGNORE INTO document_draft (document, draft)
SELECT t.value, d.id FROM draft d, json_tree(d.input) t
WHERE t.type = 'text' AND length(t.value) = 64 AND t.value NOT GLOB '*[^0-9a-f]*';
--> statement-breakpoint
-- Drafts whose entry was recorded, and whose own row a process had no time to move: from now on both move at once.
UPDATE draft SET status = 'entered', title = '', input = '{}', version = version + 1,
  entry = (SELECT first FROM submission WHERE key = draft.account || ' draft-' || draft.id)
WHERE status <> 'entered'
  AND EXISTS (SELECT 1 FROM submission WHERE key = draft.account || ' draft-' || draft.id);
