CREATE TABLE `marks` (
	`name` text PRIMARY KEY NOT NULL,
	`n` integer NOT NULL,
	`first` text,
	`until` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `marks_until` ON `marks` (`until`);--> statement-breakpoint
ALTER TABLE `enquiries` ADD `via` text;--> statement-breakpoint
ALTER TABLE `enquiries` ADD `notice` text;--> statement-breakpoint
ALTER TABLE `enquiries` ADD `extras` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `enquiries` ADD `signs` text DEFAULT '[]' NOT NULL;--> statement-breakpoint
ALTER TABLE `hubs` ADD `full_until` text;--> statement-breakpoint
ALTER TABLE `hubs` ADD `extras` text DEFAULT '[]' NOT NULL;