CREATE TABLE `import_rows` (
	`import_id` text NOT NULL,
	`nth` integer NOT NULL,
	`cells` text NOT NULL,
	`state` text NOT NULL,
	`told` text,
	`company_id` text,
	`case_id` text,
	PRIMARY KEY(`import_id`, `nth`)
);
--> statement-breakpoint
CREATE INDEX `import_rows_in_state` ON `import_rows` (`import_id`,`state`,`nth`);--> statement-breakpoint
CREATE TABLE `imports` (
	`id` text PRIMARY KEY NOT NULL,
	`hub_id` text NOT NULL,
	`person_id` text NOT NULL,
	`file` text NOT NULL,
	`source` text NOT NULL,
	`head` text NOT NULL,
	`signature` text NOT NULL,
	`choices` text NOT NULL,
	`state` text NOT NULL,
	`total` integer NOT NULL,
	`started_at` integer NOT NULL,
	`finished_at` integer
);
--> statement-breakpoint
CREATE INDEX `imports_of_hub` ON `imports` (`hub_id`,`started_at`);--> statement-breakpoint
CREATE INDEX `imports_by_age` ON `imports` (`started_at`);--> statement-breakpoint
ALTER TABLE `contacts` ADD `list_hub_id` text;--> statement-breakpoint
CREATE INDEX `events_exported` ON `events` (`at`) WHERE type = 'exported';