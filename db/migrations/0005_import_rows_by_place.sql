DROP INDEX "import_rows_outcome";--> statement-breakpoint
ALTER TABLE "import_rows" DROP CONSTRAINT "import_rows_import_id_line_n_pk";--> statement-breakpoint
ALTER TABLE "import_rows" ADD COLUMN "row" integer NOT NULL;--> statement-breakpoint
ALTER TABLE "import_rows" ADD COLUMN "last_row" integer NOT NULL;--> statement-breakpoint
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_import_id_row_n_pk" PRIMARY KEY("import_id","row","n");--> statement-breakpoint
CREATE INDEX "import_rows_outcome" ON "import_rows" USING btree ("import_id","outcome","row");--> statement-breakpoint
ALTER TABLE "imports" DROP COLUMN "next_line";
