CREATE TABLE `findable` (
	`id` integer PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`key` text NOT NULL,
	`owner` text NOT NULL,
	`keys` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `findable_once` ON `findable` (`kind`,`key`);--> statement-breakpoint
CREATE INDEX `findable_of_owner` ON `findable` (`owner`);--> statement-breakpoint
CREATE VIRTUAL TABLE `findable_index` USING fts5(`keys`, content="", contentless_delete=1, detail=none, prefix="3 4 5 6 7", tokenize="ascii tokenchars '=.-@*'");
