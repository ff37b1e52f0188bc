CREATE TABLE `files` (
	`id` text PRIMARY KEY NOT NULL,
	`case_id` text NOT NULL,
	`said` text NOT NULL,
	`kind` text NOT NULL,
	`bytes` integer NOT NULL,
	`hash` text NOT NULL,
	`goes_at` integer
);
--> statement-breakpoint
CREATE INDEX `files_of_case` ON `files` (`case_id`);--> statement-breakpoint
CREATE INDEX `files_that_go` ON `files` (`goes_at`) WHERE goes_at is not null;