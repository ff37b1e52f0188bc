ALTER TABLE `hubs` ADD `seq` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `municipalities` ADD `seq` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX `cases_in` ON `cases` (`municipality`) WHERE ended_on is null;--> statement-breakpoint
CREATE INDEX `enquiries_from` ON `enquiries` (`municipality`,`state`);