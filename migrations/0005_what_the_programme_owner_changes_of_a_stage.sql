CREATE TABLE `jobs` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`data` text NOT NULL,
	`done` integer NOT NULL,
	`total` integer NOT NULL,
	`started_on` text NOT NULL,
	`stopped_on` text,
	`finished_on` text
);
--> statement-breakpoint
ALTER TABLE `stages` ADD `seq` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `stages` ADD `successor` text;--> statement-breakpoint
ALTER TABLE `stages` ADD `hidden_at` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
CREATE INDEX `cases_by_limit` ON `cases` (`stage`,`limit_days`,`stale_on`) WHERE ended_on is null;