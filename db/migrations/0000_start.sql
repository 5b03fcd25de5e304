CREATE TABLE "access_attempts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"succeeded" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "access_links" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"user_id" uuid,
	"email" text,
	"role" text,
	"company_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" uuid,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "access_links_token" UNIQUE("token_hash"),
	CONSTRAINT "access_links_kind" CHECK ("access_links"."kind" in ('setup', 'invitation', 'password_reset', 'sign_in'))
);
--> statement-breakpoint
CREATE TABLE "audit_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"actor_id" uuid,
	"actor" text NOT NULL,
	"verb" text NOT NULL,
	"object_type" text NOT NULL,
	"object_id" text NOT NULL,
	"label" text NOT NULL,
	"partner_id" uuid,
	"changes" jsonb NOT NULL,
	"reason" text
);
--> statement-breakpoint
CREATE TABLE "mails" (
	"id" uuid PRIMARY KEY NOT NULL,
	"to" text NOT NULL,
	"subject" text NOT NULL,
	"text" text NOT NULL,
	"state" text NOT NULL,
	"problem" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"meta" jsonb DEFAULT '{}'::jsonb NOT NULL,
	CONSTRAINT "mails_state" CHECK ("mails"."state" in ('waiting', 'sent', 'failed', 'kept'))
);
--> statement-breakpoint
CREATE TABLE "shares" (
	"id" uuid PRIMARY KEY NOT NULL,
	"partner_id" uuid NOT NULL,
	"report_id" uuid NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"password_hash" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" uuid NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	"revoked_by" uuid,
	"last_opened_at" timestamp (3) with time zone,
	"opened" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "shares_token" UNIQUE("token_hash")
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text,
	"role" text NOT NULL,
	"company_id" uuid,
	"session_version" integer DEFAULT 1 NOT NULL,
	"locale" text,
	"disabled_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"last_signed_in_at" timestamp (3) with time zone,
	CONSTRAINT "users_role" CHECK ("users"."role" in ('admin', 'finance', 'operations', 'auditor', 'partner_admin', 'partner_viewer')),
	CONSTRAINT "users_company" CHECK (("users"."role" in ('partner_admin', 'partner_viewer')) = ("users"."company_id" is not null))
);
--> statement-breakpoint
CREATE TABLE "balance_accounts" (
	"partner_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"currency" char(3) NOT NULL,
	"balance" numeric(19,4) NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "balance_accounts_partner_id_organization_id_currency_pk" PRIMARY KEY("partner_id","organization_id","currency")
);
--> statement-breakpoint
CREATE TABLE "balance_movements" (
	"partner_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"currency" char(3) NOT NULL,
	"kind" text NOT NULL,
	"amount" numeric(19,4) NOT NULL,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	"period_month" date NOT NULL,
	"source_id" uuid,
	"cdr_id" text,
	"reference" text,
	"account" text,
	"paid_on" date,
	"top_up_id" uuid,
	"reason" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" uuid,
	CONSTRAINT "balance_movements_partner_id_id_pk" PRIMARY KEY("partner_id","id"),
	CONSTRAINT "balance_movements_kind" CHECK ("balance_movements"."kind" in ('top_up', 'session', 'taken_back', 'paid')),
	CONSTRAINT "balance_movements_period_month" CHECK (extract(day from "balance_movements"."period_month") = 1),
	CONSTRAINT "balance_movements_session" CHECK (("balance_movements"."kind" = 'session') = ("balance_movements"."cdr_id" is not null)),
	CONSTRAINT "balance_movements_top_up" CHECK (("balance_movements"."kind" = 'top_up') = ("balance_movements"."reference" is not null))
);
--> statement-breakpoint
CREATE TABLE "billing_group_lines" (
	"group_id" uuid NOT NULL,
	"country" char(2) NOT NULL,
	"component" text NOT NULL,
	"vat_basis_points" integer NOT NULL,
	"sessions" integer NOT NULL,
	"quantity" numeric(14,4) NOT NULL,
	"net" numeric(19,4) NOT NULL,
	CONSTRAINT "billing_group_lines_group_id_country_component_vat_basis_points_pk" PRIMARY KEY("group_id","country","component","vat_basis_points")
);
--> statement-breakpoint
CREATE TABLE "billing_groups" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"emp_id" uuid NOT NULL,
	"currency" char(3) NOT NULL,
	"origin_month" date NOT NULL,
	"n" integer NOT NULL,
	"state" text NOT NULL,
	"document_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "billing_groups_key" UNIQUE("organization_id","emp_id","currency","origin_month","n"),
	CONSTRAINT "billing_groups_month" CHECK (extract(day from "billing_groups"."origin_month") = 1),
	CONSTRAINT "billing_groups_state" CHECK ("billing_groups"."state" in ('open', 'drafted', 'posted', 'paid', 'freed', 'excluded'))
);
--> statement-breakpoint
CREATE TABLE "cdr_rollups" (
	"source_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"origin_month" date NOT NULL,
	"settlement" text NOT NULL,
	"payer" text NOT NULL,
	"currency" char(3),
	"cdrs" integer NOT NULL,
	"energy_kwh" numeric(14,4) NOT NULL,
	"revenue" numeric(19,4) NOT NULL,
	"gross" numeric(19,4) NOT NULL,
	CONSTRAINT "cdr_rollups_key" UNIQUE NULLS NOT DISTINCT("source_id","organization_id","origin_month","settlement","payer","currency")
);
--> statement-breakpoint
CREATE TABLE "cdrs" (
	"source_id" uuid NOT NULL,
	"cdr_id" text NOT NULL,
	"kind" text NOT NULL,
	"original_cdr_id" text,
	"content_hash" "bytea" NOT NULL,
	"content" jsonb NOT NULL,
	"import_id" uuid,
	"line" integer NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone NOT NULL,
	"energy_kwh" numeric(14,4) NOT NULL,
	"organization_id" uuid NOT NULL,
	"origin_month" date NOT NULL,
	"location_id" uuid NOT NULL,
	"evse_id" uuid NOT NULL,
	"connector_id" uuid NOT NULL,
	"current" text NOT NULL,
	"token_id" uuid,
	"payer" text NOT NULL,
	"payer_reason" text NOT NULL,
	"payer_id" uuid,
	"billing_group_id" uuid,
	"non_rated_reason" text,
	"tariff_version_id" uuid,
	"price_configuration_id" uuid,
	"tariff_reason" text,
	"purchase_version_id" uuid,
	"purchase_configuration_id" uuid,
	"purchase_reason" text,
	"purchase_discount_basis_points" integer,
	"cross_check" jsonb,
	"currency" char(3),
	"revenue" numeric(19,4),
	"vat" numeric(19,4),
	"gross" numeric(19,4),
	"components" jsonb,
	"rating_trace" jsonb,
	"owner_id" uuid,
	"contract_version_id" uuid,
	"settlement" text NOT NULL,
	"flags" text[] NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"revision" smallint DEFAULT 1 NOT NULL,
	CONSTRAINT "cdrs_source_id_cdr_id_pk" PRIMARY KEY("source_id","cdr_id"),
	CONSTRAINT "cdrs_rated_or_reason" CHECK (("cdrs"."revenue" is null) = ("cdrs"."non_rated_reason" is not null)),
	CONSTRAINT "cdrs_origin_month" CHECK (extract(day from "cdrs"."origin_month") = 1),
	CONSTRAINT "cdrs_kind" CHECK ("cdrs"."kind" in ('session', 'credit', 'difference')),
	CONSTRAINT "cdrs_payer" CHECK ("cdrs"."payer" in ('ad_hoc', 'internal', 'own_driver', 'roaming', 'unknown')),
	CONSTRAINT "cdrs_settlement" CHECK ("cdrs"."settlement" in ('recorded', 'own_station', 'non_rated', 'no_owner', 'no_contract', 'no_rate'))
);
--> statement-breakpoint
CREATE TABLE "held_cdrs" (
	"source_id" uuid NOT NULL,
	"cdr_id" text NOT NULL,
	"content_hash" "bytea" NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"reasons" text[] NOT NULL,
	"cross_check" jsonb,
	"evse_uid" text,
	"content" jsonb NOT NULL,
	"import_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"ended_at" timestamp (3) with time zone NOT NULL,
	"energy_kwh" numeric(14,4) NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"decided_at" timestamp (3) with time zone,
	"decided_by" uuid,
	"decision_reason" text,
	CONSTRAINT "held_cdrs_source_id_cdr_id_content_hash_pk" PRIMARY KEY("source_id","cdr_id","content_hash"),
	CONSTRAINT "held_cdrs_kind" CHECK ("held_cdrs"."kind" in ('hold', 'conflict')),
	CONSTRAINT "held_cdrs_state" CHECK ("held_cdrs"."state" in ('waiting', 'released', 'discarded'))
);
--> statement-breakpoint
CREATE TABLE "companies" (
	"id" uuid PRIMARY KEY NOT NULL,
	"parent_id" uuid,
	"name" text NOT NULL,
	"legal_name" text NOT NULL,
	"is_person" boolean DEFAULT false NOT NULL,
	"is_partner" boolean DEFAULT false NOT NULL,
	"is_emp" boolean DEFAULT false NOT NULL,
	"is_own" boolean DEFAULT false NOT NULL,
	"street" text DEFAULT '' NOT NULL,
	"postal_code" text DEFAULT '' NOT NULL,
	"city" text DEFAULT '' NOT NULL,
	"country" char(2) NOT NULL,
	"vat_id" text,
	"tax_number" text,
	"email" text,
	"phone" text,
	"iban" text,
	"bic" text,
	"bank_name" text,
	"locale" text,
	"external_reference" text,
	"roaming" text,
	"archived_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "companies_external_reference" UNIQUE("external_reference"),
	CONSTRAINT "companies_roaming" CHECK ("companies"."roaming" in ('bilateral', 'hub')),
	CONSTRAINT "companies_not_own_parent" CHECK ("companies"."parent_id" is distinct from "companies"."id")
);
--> statement-breakpoint
CREATE TABLE "emp_parties" (
	"country_code" char(2) NOT NULL,
	"party_id" char(3) NOT NULL,
	"company_id" uuid NOT NULL,
	CONSTRAINT "emp_parties_country_code_party_id_pk" PRIMARY KEY("country_code","party_id")
);
--> statement-breakpoint
CREATE TABLE "organization_countries" (
	"country" char(2) PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL
);
--> statement-breakpoint
CREATE TABLE "organizations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"company_id" uuid NOT NULL,
	"name" text NOT NULL,
	"currency" char(3) NOT NULL,
	"time_zone" text NOT NULL,
	"locale" text NOT NULL,
	"cut_off_day" integer DEFAULT 1 NOT NULL,
	"settings" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "organizations_name" UNIQUE("name"),
	CONSTRAINT "organizations_cut_off_day" CHECK ("organizations"."cut_off_day" between 1 and 28)
);
--> statement-breakpoint
CREATE TABLE "contract_evses" (
	"contract_id" uuid NOT NULL,
	"evse_id" uuid NOT NULL,
	CONSTRAINT "contract_evses_contract_id_evse_id_pk" PRIMARY KEY("contract_id","evse_id")
);
--> statement-breakpoint
CREATE TABLE "contract_locations" (
	"contract_id" uuid NOT NULL,
	"location_id" uuid NOT NULL,
	CONSTRAINT "contract_locations_contract_id_location_id_pk" PRIMARY KEY("contract_id","location_id")
);
--> statement-breakpoint
CREATE TABLE "contract_simulations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"contract_id" uuid,
	"partner_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"currency" char(3) NOT NULL,
	"scope" jsonb NOT NULL,
	"terms" jsonb NOT NULL,
	"from_month" date NOT NULL,
	"until_month" date NOT NULL,
	"state" text NOT NULL,
	"sessions_done" integer DEFAULT 0 NOT NULL,
	"result" jsonb,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" uuid,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "contract_simulations_state" CHECK ("contract_simulations"."state" in ('queued', 'running', 'done', 'failed')),
	CONSTRAINT "contract_simulations_from" CHECK (extract(day from "contract_simulations"."from_month") = 1),
	CONSTRAINT "contract_simulations_until" CHECK (extract(day from "contract_simulations"."until_month") = 1),
	CONSTRAINT "contract_simulations_months" CHECK ("contract_simulations"."until_month" >= "contract_simulations"."from_month")
);
--> statement-breakpoint
CREATE TABLE "contract_versions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"contract_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"valid_from" date NOT NULL,
	"terms" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" uuid,
	CONSTRAINT "contract_versions_number" UNIQUE("contract_id","version"),
	CONSTRAINT "contract_versions_valid_from" UNIQUE("contract_id","valid_from"),
	CONSTRAINT "contract_versions_valid_from_first" CHECK (extract(day from "contract_versions"."valid_from") = 1)
);
--> statement-breakpoint
CREATE TABLE "contracts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"partner_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"currency" char(3) NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"scope" text NOT NULL,
	"starts_in" date NOT NULL,
	"ends_in" date,
	"external_reference" text,
	"renewal_months" integer,
	"notice_months" integer DEFAULT 0 NOT NULL,
	"notice_given_on" date,
	"self_billing_agreed_on" date,
	"self_billing_file_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "contracts_name" UNIQUE("partner_id","name"),
	CONSTRAINT "contracts_kind" CHECK ("contracts"."kind" in ('revenue_share', 'purchase_price', 'payment_facilitation')),
	CONSTRAINT "contracts_scope" CHECK ("contracts"."scope" in ('all_sites', 'chosen_sites', 'chosen_evses')),
	CONSTRAINT "contracts_starts_in" CHECK (extract(day from "contracts"."starts_in") = 1),
	CONSTRAINT "contracts_months" CHECK ("contracts"."ends_in" is null or "contracts"."ends_in" >= "contracts"."starts_in"),
	CONSTRAINT "contracts_renewal" CHECK ("contracts"."renewal_months" is null or ("contracts"."renewal_months" > 0 and "contracts"."ends_in" is not null)),
	CONSTRAINT "contracts_notice" CHECK ("contracts"."notice_months" >= 0)
);
--> statement-breakpoint
CREATE TABLE "document_files" (
	"document_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"file_id" uuid NOT NULL,
	CONSTRAINT "document_files_document_id_kind_pk" PRIMARY KEY("document_id","kind")
);
--> statement-breakpoint
CREATE TABLE "document_lines" (
	"document_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"description" jsonb NOT NULL,
	"quantity" numeric(14,4) NOT NULL,
	"unit" text NOT NULL,
	"net" numeric(19,4) NOT NULL,
	"vat_category" text NOT NULL,
	"vat_basis_points" integer NOT NULL,
	CONSTRAINT "document_lines_document_id_n_pk" PRIMARY KEY("document_id","n")
);
--> statement-breakpoint
CREATE TABLE "documents" (
	"id" uuid PRIMARY KEY NOT NULL,
	"type" text NOT NULL,
	"state" text NOT NULL,
	"organization_id" uuid NOT NULL,
	"currency" char(3) NOT NULL,
	"partner_id" uuid,
	"report_id" uuid,
	"issuer_id" uuid NOT NULL,
	"supplier_id" uuid NOT NULL,
	"customer_id" uuid NOT NULL,
	"parties" jsonb NOT NULL,
	"original_id" uuid,
	"system_id" text NOT NULL,
	"number_range_id" uuid,
	"number" text,
	"month" date NOT NULL,
	"invoice_date" date,
	"due_date" date,
	"net" numeric(19,4) NOT NULL,
	"total" numeric(19,4) NOT NULL,
	"drafted_at" timestamp (3) with time zone NOT NULL,
	"drafted_by" uuid,
	"posted_at" timestamp (3) with time zone,
	"posted_by" uuid,
	CONSTRAINT "documents_system_id" UNIQUE("system_id"),
	CONSTRAINT "documents_type" CHECK ("documents"."type" in ('emp_invoice', 'fee_invoice', 'self_bill', 'invoice_cancellation', 'self_bill_cancellation')),
	CONSTRAINT "documents_state" CHECK ("documents"."state" in ('draft', 'posted', 'cancelled', 'revoked')),
	CONSTRAINT "documents_number_on_posting" CHECK (("documents"."number" is null) = ("documents"."state" in ('draft', 'cancelled')))
);
--> statement-breakpoint
CREATE TABLE "number_ranges" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organization_id" uuid NOT NULL,
	"supplier_id" uuid,
	"document_types" text[] NOT NULL,
	"prefix" text NOT NULL,
	"digits" integer NOT NULL,
	"next_number" integer NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "number_ranges_prefix" UNIQUE NULLS NOT DISTINCT("organization_id","supplier_id","prefix"),
	CONSTRAINT "number_ranges_next" CHECK ("number_ranges"."next_number" > 0 and "number_ranges"."digits" between 1 and 12)
);
--> statement-breakpoint
CREATE TABLE "file_chunks" (
	"file_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"partner_id" uuid,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "file_chunks_file_id_n_pk" PRIMARY KEY("file_id","n")
);
--> statement-breakpoint
CREATE TABLE "files" (
	"id" uuid PRIMARY KEY NOT NULL,
	"partner_id" uuid,
	"name" text NOT NULL,
	"media_type" text NOT NULL,
	"size_bytes" bigint NOT NULL,
	"sha256" "bytea" NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" uuid
);
--> statement-breakpoint
CREATE TABLE "import_rows" (
	"import_id" uuid NOT NULL,
	"row" integer NOT NULL,
	"n" integer DEFAULT 0 NOT NULL,
	"last_row" integer NOT NULL,
	"line" integer NOT NULL,
	"last_line" integer NOT NULL,
	"outcome" text NOT NULL,
	"code" text NOT NULL,
	"field" text,
	"value" text,
	"params" jsonb,
	"cdr_id" text,
	"raw" text,
	CONSTRAINT "import_rows_import_id_row_n_pk" PRIMARY KEY("import_id","row","n"),
	CONSTRAINT "import_rows_outcome_known" CHECK ("import_rows"."outcome" in ('rejected', 'known', 'conflicting', 'on_hold', 'imported'))
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"source_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"state" text NOT NULL,
	"mapping" jsonb,
	"rows" integer DEFAULT 0 NOT NULL,
	"rejected" integer DEFAULT 0 NOT NULL,
	"known" integer DEFAULT 0 NOT NULL,
	"conflicting" integer DEFAULT 0 NOT NULL,
	"on_hold" integer DEFAULT 0 NOT NULL,
	"imported" integer DEFAULT 0 NOT NULL,
	"zero_energy" integer DEFAULT 0 NOT NULL,
	"non_rated" integer DEFAULT 0 NOT NULL,
	"bytes_read" bigint DEFAULT 0 NOT NULL,
	"problem" jsonb,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" uuid,
	"started_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "imports_state" CHECK ("imports"."state" in ('uploaded', 'queued', 'running', 'done', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "sources" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"format" text NOT NULL,
	"mapping" jsonb,
	"pricing" text DEFAULT 'assigned_tariff' NOT NULL,
	"tolerance_amount" numeric(19,4),
	"tolerance_basis_points" integer,
	"rules" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "sources_name" UNIQUE("name"),
	CONSTRAINT "sources_format" CHECK ("sources"."format" in ('csv', 'ocpi')),
	CONSTRAINT "sources_pricing" CHECK ("sources"."pricing" in ('assigned_tariff', 'cdr_tariffs', 'total_cost')),
	CONSTRAINT "sources_tolerance" CHECK ("sources"."tolerance_amount" >= 0 and "sources"."tolerance_basis_points" between 0 and 10000)
);
--> statement-breakpoint
CREATE TABLE "unknown_evses" (
	"uid" text PRIMARY KEY NOT NULL,
	"location_name" text,
	"country" char(2),
	"model" text,
	"connector_ids" text[] NOT NULL,
	"first_seen_at" timestamp (3) with time zone NOT NULL,
	"is_dismissed" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "installation" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"pseudonym_key" "bytea" NOT NULL,
	"demo_loaded_at" timestamp (3) with time zone,
	"demo_shifted_by_days" integer,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "installation_only_one" CHECK ("installation"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE "reference_version" (
	"id" integer PRIMARY KEY DEFAULT 1 NOT NULL,
	"version" bigint NOT NULL,
	CONSTRAINT "reference_version_only_one" CHECK ("reference_version"."id" = 1)
);
--> statement-breakpoint
CREATE TABLE "list_exports" (
	"id" uuid PRIMARY KEY NOT NULL,
	"list" text NOT NULL,
	"format" text NOT NULL,
	"name" text NOT NULL,
	"filters" jsonb NOT NULL,
	"state" text NOT NULL,
	"expected_rows" bigint NOT NULL,
	"written_rows" integer DEFAULT 0 NOT NULL,
	"file_id" uuid,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" uuid NOT NULL,
	"finished_at" timestamp (3) with time zone,
	"expires_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "list_exports_list" CHECK ("list_exports"."list" in ('revenue', 'expenses')),
	CONSTRAINT "list_exports_format" CHECK ("list_exports"."format" in ('csv', 'xlsx')),
	CONSTRAINT "list_exports_state" CHECK ("list_exports"."state" in ('queued', 'running', 'done', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "saved_views" (
	"id" uuid PRIMARY KEY NOT NULL,
	"list" text NOT NULL,
	"name" text NOT NULL,
	"query" text NOT NULL,
	"owner_id" uuid NOT NULL,
	"is_shared" boolean NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "saved_views_list" CHECK ("saved_views"."list" in ('revenue', 'expenses', 'reports', 'cdrs'))
);
--> statement-breakpoint
CREATE TABLE "connectors" (
	"id" uuid PRIMARY KEY NOT NULL,
	"evse_id" uuid NOT NULL,
	"connector_id" text NOT NULL,
	"current" text NOT NULL,
	"power_type" text NOT NULL,
	"standard" text,
	"max_power_watts" integer,
	CONSTRAINT "connectors_of_evse" UNIQUE("evse_id","connector_id"),
	CONSTRAINT "connectors_current" CHECK ("connectors"."current" in ('AC', 'DC'))
);
--> statement-breakpoint
CREATE TABLE "evse_owners" (
	"id" uuid PRIMARY KEY NOT NULL,
	"evse_id" uuid NOT NULL,
	"partner_id" uuid NOT NULL,
	"days" daterange NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "evse_owners_days" CHECK (not isempty("evse_owners"."days") and not lower_inf("evse_owners"."days"))
);
--> statement-breakpoint
CREATE TABLE "evses" (
	"id" uuid PRIMARY KEY NOT NULL,
	"location_id" uuid NOT NULL,
	"uid" text NOT NULL,
	"evse_id" text,
	"model" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "evses_uid" UNIQUE("uid"),
	CONSTRAINT "evses_evse_id" UNIQUE("evse_id")
);
--> statement-breakpoint
CREATE TABLE "locations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"external_id" text NOT NULL,
	"name" text NOT NULL,
	"address" text DEFAULT '' NOT NULL,
	"postal_code" text DEFAULT '' NOT NULL,
	"city" text DEFAULT '' NOT NULL,
	"country" char(2) NOT NULL,
	"time_zone" text NOT NULL,
	"latitude" numeric(9, 6),
	"longitude" numeric(9, 6),
	"archived_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "locations_external_id" UNIQUE("external_id")
);
--> statement-breakpoint
CREATE TABLE "open_records" (
	"partner_id" uuid NOT NULL,
	"record_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"currency" char(3) NOT NULL,
	"period_month" date NOT NULL,
	"origin" text NOT NULL,
	"state" text NOT NULL,
	"ended_at" timestamp (3) with time zone NOT NULL,
	"location_id" uuid NOT NULL,
	"energy_kwh" numeric(14,4) NOT NULL,
	"revenue" numeric(19,4) NOT NULL,
	"operator_share" numeric(19,4) NOT NULL,
	"partner_share" numeric(19,4) NOT NULL,
	"collected_share" numeric(19,4) NOT NULL,
	CONSTRAINT "open_records_partner_id_record_id_pk" PRIMARY KEY("partner_id","record_id"),
	CONSTRAINT "open_records_state" CHECK ("open_records"."state" in ('awaited', 'partly'))
);
--> statement-breakpoint
CREATE TABLE "open_rollups" (
	"partner_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"currency" char(3) NOT NULL,
	"period_month" date NOT NULL,
	"origin" text NOT NULL,
	"state" text NOT NULL,
	"records" integer NOT NULL,
	"energy_kwh" numeric(14,4) NOT NULL,
	"revenue" numeric(19,4) NOT NULL,
	"operator_share" numeric(19,4) NOT NULL,
	"partner_share" numeric(19,4) NOT NULL,
	"collected_share" numeric(19,4) NOT NULL,
	CONSTRAINT "open_rollups_partner_id_organization_id_currency_period_month_origin_state_pk" PRIMARY KEY("partner_id","organization_id","currency","period_month","origin","state")
);
--> statement-breakpoint
CREATE TABLE "collections" (
	"partner_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"currency" char(3) NOT NULL,
	"source_id" uuid NOT NULL,
	"cdr_id" text NOT NULL,
	"billing_group_id" uuid,
	"kind" text NOT NULL,
	"amount" numeric(19,4) NOT NULL,
	"value_date" date NOT NULL,
	"booking_month" date NOT NULL,
	"received_by" text NOT NULL,
	"reverses_id" uuid,
	"payment_key" text NOT NULL,
	"reason" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" uuid,
	CONSTRAINT "collections_partner_id_id_pk" PRIMARY KEY("partner_id","id"),
	CONSTRAINT "collections_amount" CHECK ("collections"."amount" <> 0),
	CONSTRAINT "collections_booking_month" CHECK (extract(day from "collections"."booking_month") = 1),
	CONSTRAINT "collections_kind" CHECK ("collections"."kind" in ('at_once', 'manual', 'csv', 'invoice', 'balance')),
	CONSTRAINT "collections_received_by" CHECK ("collections"."received_by" in ('operator', 'partner'))
);
--> statement-breakpoint
CREATE TABLE "expense_attachments" (
	"partner_id" uuid NOT NULL,
	"expense_id" uuid NOT NULL,
	"file_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" uuid,
	CONSTRAINT "expense_attachments_partner_id_expense_id_file_id_pk" PRIMARY KEY("partner_id","expense_id","file_id")
);
--> statement-breakpoint
CREATE TABLE "expense_records" (
	"id" uuid NOT NULL,
	"partner_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"currency" char(3) NOT NULL,
	"period_month" date NOT NULL,
	"origin_month" date NOT NULL,
	"origin" text NOT NULL,
	"source_id" uuid,
	"cdr_id" text,
	"corrects_id" uuid,
	"occurred_at" timestamp (3) with time zone NOT NULL,
	"quantity" numeric(14,4) NOT NULL,
	"unit_price" numeric(19,4) NOT NULL,
	"amount" numeric(19,4) NOT NULL,
	"params" jsonb NOT NULL,
	"steps" jsonb NOT NULL,
	"contract_id" uuid,
	"contract_version_id" uuid,
	"reason" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" uuid,
	CONSTRAINT "expense_records_partner_id_id_pk" PRIMARY KEY("partner_id","id"),
	CONSTRAINT "expense_records_period_after_origin" CHECK ("expense_records"."period_month" >= "expense_records"."origin_month"),
	CONSTRAINT "expense_records_period_month" CHECK (extract(day from "expense_records"."period_month") = 1),
	CONSTRAINT "expense_records_origin" CHECK ("expense_records"."origin" in ('platform_fee', 'ac_fee', 'dc_fee', 'session', 'top_up', 'tax_reimbursement', 'manual', 'received_by_partner'))
);
--> statement-breakpoint
CREATE TABLE "expense_rollups" (
	"partner_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"currency" char(3) NOT NULL,
	"period_month" date NOT NULL,
	"origin" text NOT NULL,
	"records" integer NOT NULL,
	"amount" numeric(19,4) NOT NULL,
	CONSTRAINT "expense_rollups_partner_id_organization_id_currency_period_month_origin_pk" PRIMARY KEY("partner_id","organization_id","currency","period_month","origin")
);
--> statement-breakpoint
CREATE TABLE "line_rollups" (
	"partner_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"currency" char(3) NOT NULL,
	"period_month" date NOT NULL,
	"origin_month" date NOT NULL,
	"location_id" uuid NOT NULL,
	"contract_id" uuid NOT NULL,
	"origin" text NOT NULL,
	"component" text NOT NULL,
	"vat_basis_points" integer NOT NULL,
	"records" integer NOT NULL,
	"quantity" numeric(14,4) NOT NULL,
	"revenue" numeric(19,4) NOT NULL,
	"partner_share" numeric(19,4) NOT NULL,
	CONSTRAINT "line_rollups_partner_id_organization_id_currency_period_month_origin_month_location_id_contract_id_origin_component_vat_basis_points_pk" PRIMARY KEY("partner_id","organization_id","currency","period_month","origin_month","location_id","contract_id","origin","component","vat_basis_points")
);
--> statement-breakpoint
CREATE TABLE "month_rollups" (
	"partner_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"currency" char(3) NOT NULL,
	"period_month" date NOT NULL,
	"origin_month" date NOT NULL,
	"origin" text NOT NULL,
	"records" integer NOT NULL,
	"energy_kwh" numeric(14,4) NOT NULL,
	"revenue" numeric(19,4) NOT NULL,
	"operator_share" numeric(19,4) NOT NULL,
	"partner_share" numeric(19,4) NOT NULL,
	"collected_share" numeric(19,4) NOT NULL,
	CONSTRAINT "month_rollups_partner_id_organization_id_currency_period_month_origin_month_origin_pk" PRIMARY KEY("partner_id","organization_id","currency","period_month","origin_month","origin")
);
--> statement-breakpoint
CREATE TABLE "record_rollups" (
	"partner_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"currency" char(3) NOT NULL,
	"period_month" date NOT NULL,
	"origin_month" date NOT NULL,
	"day" date NOT NULL,
	"location_id" uuid NOT NULL,
	"contract_id" uuid NOT NULL,
	"origin" text NOT NULL,
	"records" integer NOT NULL,
	"energy_kwh" numeric(14,4) NOT NULL,
	"revenue" numeric(19,4) NOT NULL,
	"operator_share" numeric(19,4) NOT NULL,
	"partner_share" numeric(19,4) NOT NULL,
	"collected_revenue" numeric(19,4) NOT NULL,
	"collected_share" numeric(19,4) NOT NULL,
	CONSTRAINT "record_rollups_partner_id_organization_id_currency_period_month_origin_month_day_location_id_contract_id_origin_pk" PRIMARY KEY("partner_id","organization_id","currency","period_month","origin_month","day","location_id","contract_id","origin")
);
--> statement-breakpoint
CREATE TABLE "revenue_records" (
	"id" uuid NOT NULL,
	"partner_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"currency" char(3) NOT NULL,
	"period_month" date NOT NULL,
	"origin_month" date NOT NULL,
	"origin" text NOT NULL,
	"source_id" uuid,
	"cdr_id" text,
	"corrects_id" uuid,
	"owner_record_id" uuid,
	"started_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone NOT NULL,
	"location_id" uuid NOT NULL,
	"location_name" text NOT NULL,
	"evse_id" uuid NOT NULL,
	"evse_uid" text NOT NULL,
	"connector_id" text NOT NULL,
	"current" text,
	"energy_kwh" numeric(14,4) NOT NULL,
	"driver" text NOT NULL,
	"payer" text NOT NULL,
	"revenue" numeric(19,4) NOT NULL,
	"operator_share" numeric(19,4) NOT NULL,
	"partner_share" numeric(19,4) NOT NULL,
	"gross" numeric(19,4) NOT NULL,
	"electricity_cost" numeric(19,4),
	"due" numeric(19,4) NOT NULL,
	"basis" text NOT NULL,
	"components" jsonb NOT NULL,
	"steps" jsonb NOT NULL,
	"flags" text[] NOT NULL,
	"contract_id" uuid,
	"contract_version_id" uuid,
	"tariff_version_id" uuid,
	"reason" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "revenue_records_partner_id_id_pk" PRIMARY KEY("partner_id","id"),
	CONSTRAINT "revenue_records_nothing_lost" CHECK ("revenue_records"."operator_share" = "revenue_records"."revenue" - "revenue_records"."partner_share"),
	CONSTRAINT "revenue_records_period_after_origin" CHECK ("revenue_records"."period_month" >= "revenue_records"."origin_month"),
	CONSTRAINT "revenue_records_period_month" CHECK (extract(day from "revenue_records"."period_month") = 1),
	CONSTRAINT "revenue_records_origin_month" CHECK (extract(day from "revenue_records"."origin_month") = 1),
	CONSTRAINT "revenue_records_origin" CHECK ("revenue_records"."origin" in ('session', 'electricity_reimbursement', 'tax_reimbursement', 'guarantee', 'tier', 'cap', 'adjustment', 'credit')),
	CONSTRAINT "revenue_records_basis" CHECK ("revenue_records"."basis" in ('generated', 'collected'))
);
--> statement-breakpoint
CREATE TABLE "run_items" (
	"run_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"partner_id" uuid,
	"organization_id" uuid,
	"currency" char(3),
	"month" date,
	"state" text NOT NULL,
	"reason" text,
	"params" jsonb,
	"report_id" uuid,
	"finished_at" timestamp (3) with time zone,
	CONSTRAINT "run_items_run_id_n_pk" PRIMARY KEY("run_id","n"),
	CONSTRAINT "run_items_state" CHECK ("run_items"."state" in ('waiting', 'done', 'unchanged', 'parked', 'cancelled'))
);
--> statement-breakpoint
CREATE TABLE "runs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"month" date,
	"input" jsonb NOT NULL,
	"result" jsonb,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" uuid,
	"started_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	"cancel_requested_at" timestamp (3) with time zone,
	CONSTRAINT "runs_kind" CHECK ("runs"."kind" in ('draft_reports', 'issue_reports', 'recalculate', 'preview_change', 'release_held')),
	CONSTRAINT "runs_state" CHECK ("runs"."state" in ('queued', 'running', 'done', 'cancelled', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "worker_heartbeats" (
	"id" text PRIMARY KEY NOT NULL,
	"seen_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "payables" (
	"partner_id" uuid NOT NULL,
	"report_id" uuid NOT NULL,
	"source_id" uuid NOT NULL,
	"cdr_id" text NOT NULL,
	"amount" numeric(19,4) NOT NULL,
	CONSTRAINT "payables_partner_id_report_id_source_id_cdr_id_pk" PRIMARY KEY("partner_id","report_id","source_id","cdr_id")
);
--> statement-breakpoint
CREATE TABLE "periods" (
	"partner_id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"currency" char(3) NOT NULL,
	"month" date NOT NULL,
	"state" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"issued_at" timestamp (3) with time zone,
	CONSTRAINT "periods_partner_id_organization_id_currency_month_pk" PRIMARY KEY("partner_id","organization_id","currency","month"),
	CONSTRAINT "periods_month_first" CHECK (extract(day from "periods"."month") = 1),
	CONSTRAINT "periods_state" CHECK ("periods"."state" in ('open', 'draft', 'issued')),
	CONSTRAINT "periods_issued" CHECK (("periods"."state" = 'issued') = ("periods"."issued_at" is not null))
);
--> statement-breakpoint
CREATE TABLE "settlement_lines" (
	"partner_id" uuid NOT NULL,
	"report_id" uuid NOT NULL,
	"n" integer NOT NULL,
	"section" text NOT NULL,
	"origin_month" date NOT NULL,
	"origin" text NOT NULL,
	"location_id" uuid,
	"location_name" text,
	"component" text,
	"vat_basis_points" integer,
	"records" integer NOT NULL,
	"quantity" numeric(14,4) NOT NULL,
	"unit_price" numeric(19,4),
	"revenue" numeric(19,4) NOT NULL,
	"amount" numeric(19,4) NOT NULL,
	"exact" numeric(19,4) NOT NULL,
	"params" jsonb NOT NULL,
	"steps" jsonb DEFAULT '[]'::jsonb NOT NULL,
	CONSTRAINT "settlement_lines_partner_id_report_id_n_pk" PRIMARY KEY("partner_id","report_id","n"),
	CONSTRAINT "settlement_lines_section" CHECK ("settlement_lines"."section" in ('revenue', 'previous', 'expense', 'carry_over', 'rounding'))
);
--> statement-breakpoint
CREATE TABLE "settlement_reports" (
	"partner_id" uuid NOT NULL,
	"id" uuid NOT NULL,
	"organization_id" uuid NOT NULL,
	"currency" char(3) NOT NULL,
	"month" date NOT NULL,
	"number" text NOT NULL,
	"state" text NOT NULL,
	"revision" integer NOT NULL,
	"parties" jsonb NOT NULL,
	"snapshot" jsonb NOT NULL,
	"sessions" integer NOT NULL,
	"energy_kwh" numeric(14,4) NOT NULL,
	"revenue" numeric(19,4) NOT NULL,
	"operator_share" numeric(19,4) NOT NULL,
	"partner_share" numeric(19,4) NOT NULL,
	"collected_share" numeric(19,4) NOT NULL,
	"awaited_share" numeric(19,4) NOT NULL,
	"previous_share" numeric(19,4) NOT NULL,
	"payable_share" numeric(19,4) NOT NULL,
	"expenses" numeric(19,4) NOT NULL,
	"carried_in" numeric(19,4) NOT NULL,
	"balance" numeric(19,4) NOT NULL,
	"drafted_at" timestamp (3) with time zone NOT NULL,
	"drafted_by" uuid,
	"issued_at" timestamp (3) with time zone,
	"issued_by" uuid,
	"pdf_file_id" uuid,
	CONSTRAINT "settlement_reports_partner_id_id_pk" PRIMARY KEY("partner_id","id"),
	CONSTRAINT "settlement_reports_key" UNIQUE("partner_id","organization_id","currency","month"),
	CONSTRAINT "settlement_reports_number" UNIQUE("partner_id","number"),
	CONSTRAINT "settlement_reports_state" CHECK ("settlement_reports"."state" in ('draft', 'issued')),
	CONSTRAINT "settlement_reports_shares" CHECK ("settlement_reports"."operator_share" = "settlement_reports"."revenue" - "settlement_reports"."partner_share"),
	CONSTRAINT "settlement_reports_balance" CHECK ("settlement_reports"."balance" = "settlement_reports"."payable_share" - "settlement_reports"."expenses" + "settlement_reports"."carried_in")
);
--> statement-breakpoint
CREATE TABLE "term_payables" (
	"partner_id" uuid NOT NULL,
	"report_id" uuid NOT NULL,
	"contract_id" uuid NOT NULL,
	"origin_month" date NOT NULL,
	"term" text NOT NULL,
	"amount" numeric(19,4) NOT NULL,
	CONSTRAINT "term_payables_partner_id_report_id_contract_id_origin_month_term_pk" PRIMARY KEY("partner_id","report_id","contract_id","origin_month","term"),
	CONSTRAINT "term_payables_origin_month" CHECK (extract(day from "term_payables"."origin_month") = 1),
	CONSTRAINT "term_payables_term" CHECK ("term_payables"."term" in ('tier', 'cap', 'guarantee'))
);
--> statement-breakpoint
CREATE TABLE "sales_tariff_assignments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"token_id" uuid,
	"company_id" uuid,
	"tariff_id" uuid NOT NULL,
	"kind" text DEFAULT 'emp_sales' NOT NULL,
	"days" daterange NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "sales_tariff_assignments_kind" CHECK ("sales_tariff_assignments"."kind" in ('emp_sales')),
	CONSTRAINT "sales_tariff_assignments_holder" CHECK (num_nonnulls("sales_tariff_assignments"."token_id", "sales_tariff_assignments"."company_id") = 1),
	CONSTRAINT "sales_tariff_assignments_days" CHECK (not isempty("sales_tariff_assignments"."days") and not lower_inf("sales_tariff_assignments"."days"))
);
--> statement-breakpoint
CREATE TABLE "tariff_assignments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"connector_id" uuid NOT NULL,
	"tariff_id" uuid NOT NULL,
	"kind" text DEFAULT 'charge_point_rate' NOT NULL,
	"days" daterange NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "tariff_assignments_kind" CHECK ("tariff_assignments"."kind" in ('charge_point_rate', 'community')),
	CONSTRAINT "tariff_assignments_days" CHECK (not isempty("tariff_assignments"."days") and not lower_inf("tariff_assignments"."days"))
);
--> statement-breakpoint
CREATE TABLE "tariff_price_configurations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tariff_version_id" uuid NOT NULL,
	"issuer_id" uuid,
	"owner_id" uuid,
	"evse_id" uuid,
	"connector_standard" text,
	"sales" jsonb,
	"purchase" jsonb,
	CONSTRAINT "tariff_price_configurations_tie" UNIQUE NULLS NOT DISTINCT("tariff_version_id","issuer_id","owner_id","evse_id","connector_standard"),
	CONSTRAINT "tariff_price_configurations_narrow" CHECK (num_nonnulls("tariff_price_configurations"."issuer_id", "tariff_price_configurations"."owner_id", "tariff_price_configurations"."evse_id", "tariff_price_configurations"."connector_standard") > 0),
	CONSTRAINT "tariff_price_configurations_cost" CHECK ("tariff_price_configurations"."sales" is not null or "tariff_price_configurations"."purchase" is not null)
);
--> statement-breakpoint
CREATE TABLE "tariff_versions" (
	"id" uuid PRIMARY KEY NOT NULL,
	"tariff_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"valid_from" date NOT NULL,
	"sales" jsonb,
	"purchase" jsonb,
	"created_at" timestamp (3) with time zone NOT NULL,
	"created_by" uuid,
	CONSTRAINT "tariff_versions_number" UNIQUE("tariff_id","version"),
	CONSTRAINT "tariff_versions_valid_from" UNIQUE("tariff_id","valid_from"),
	CONSTRAINT "tariff_versions_cost" CHECK ("tariff_versions"."sales" is not null or "tariff_versions"."purchase" is not null)
);
--> statement-breakpoint
CREATE TABLE "tariffs" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text DEFAULT 'charge_point_rate' NOT NULL,
	"name" text NOT NULL,
	"currency" char(3) NOT NULL,
	"archived_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "tariffs_name" UNIQUE("name"),
	CONSTRAINT "tariffs_id_kind" UNIQUE("id","kind"),
	CONSTRAINT "tariffs_kind" CHECK ("tariffs"."kind" in ('charge_point_rate', 'community', 'emp_sales'))
);
--> statement-breakpoint
CREATE TABLE "tokens" (
	"id" uuid PRIMARY KEY NOT NULL,
	"uid" text NOT NULL,
	"contract_id" text,
	"type" text NOT NULL,
	"issuer_id" uuid,
	"label" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "tokens_uid" UNIQUE("uid"),
	CONSTRAINT "tokens_type" CHECK ("tokens"."type" in ('RFID', 'APP_USER', 'AD_HOC_USER', 'OTHER'))
);
--> statement-breakpoint
ALTER TABLE "access_links" ADD CONSTRAINT "access_links_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_links" ADD CONSTRAINT "access_links_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shares" ADD CONSTRAINT "shares_partner_id_companies_id_fk" FOREIGN KEY ("partner_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "billing_group_lines" ADD CONSTRAINT "billing_group_lines_group_id_billing_groups_id_fk" FOREIGN KEY ("group_id") REFERENCES "public"."billing_groups"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "billing_groups" ADD CONSTRAINT "billing_groups_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "billing_groups" ADD CONSTRAINT "billing_groups_emp_id_companies_id_fk" FOREIGN KEY ("emp_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cdrs" ADD CONSTRAINT "cdrs_source_id_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."sources"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "cdrs" ADD CONSTRAINT "cdrs_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "held_cdrs" ADD CONSTRAINT "held_cdrs_source_id_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."sources"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "held_cdrs" ADD CONSTRAINT "held_cdrs_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "companies" ADD CONSTRAINT "companies_parent_id_companies_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "emp_parties" ADD CONSTRAINT "emp_parties_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organization_countries" ADD CONSTRAINT "organization_countries_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "organizations" ADD CONSTRAINT "organizations_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_evses" ADD CONSTRAINT "contract_evses_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_evses" ADD CONSTRAINT "contract_evses_evse_id_evses_id_fk" FOREIGN KEY ("evse_id") REFERENCES "public"."evses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_locations" ADD CONSTRAINT "contract_locations_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_locations" ADD CONSTRAINT "contract_locations_location_id_locations_id_fk" FOREIGN KEY ("location_id") REFERENCES "public"."locations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_simulations" ADD CONSTRAINT "contract_simulations_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_simulations" ADD CONSTRAINT "contract_simulations_partner_id_companies_id_fk" FOREIGN KEY ("partner_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_simulations" ADD CONSTRAINT "contract_simulations_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contract_versions" ADD CONSTRAINT "contract_versions_contract_id_contracts_id_fk" FOREIGN KEY ("contract_id") REFERENCES "public"."contracts"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contracts" ADD CONSTRAINT "contracts_partner_id_companies_id_fk" FOREIGN KEY ("partner_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contracts" ADD CONSTRAINT "contracts_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contracts" ADD CONSTRAINT "contracts_self_billing_file_id_files_id_fk" FOREIGN KEY ("self_billing_file_id") REFERENCES "public"."files"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_files" ADD CONSTRAINT "document_files_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_files" ADD CONSTRAINT "document_files_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_lines" ADD CONSTRAINT "document_lines_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_partner_id_companies_id_fk" FOREIGN KEY ("partner_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_issuer_id_companies_id_fk" FOREIGN KEY ("issuer_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_supplier_id_companies_id_fk" FOREIGN KEY ("supplier_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_customer_id_companies_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_original_id_documents_id_fk" FOREIGN KEY ("original_id") REFERENCES "public"."documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_number_range_id_number_ranges_id_fk" FOREIGN KEY ("number_range_id") REFERENCES "public"."number_ranges"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "number_ranges" ADD CONSTRAINT "number_ranges_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "number_ranges" ADD CONSTRAINT "number_ranges_supplier_id_companies_id_fk" FOREIGN KEY ("supplier_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "file_chunks" ADD CONSTRAINT "file_chunks_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "files" ADD CONSTRAINT "files_partner_id_companies_id_fk" FOREIGN KEY ("partner_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_source_id_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."sources"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "list_exports" ADD CONSTRAINT "list_exports_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "list_exports" ADD CONSTRAINT "list_exports_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "connectors" ADD CONSTRAINT "connectors_evse_id_evses_id_fk" FOREIGN KEY ("evse_id") REFERENCES "public"."evses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evse_owners" ADD CONSTRAINT "evse_owners_evse_id_evses_id_fk" FOREIGN KEY ("evse_id") REFERENCES "public"."evses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evse_owners" ADD CONSTRAINT "evse_owners_partner_id_companies_id_fk" FOREIGN KEY ("partner_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evses" ADD CONSTRAINT "evses_location_id_locations_id_fk" FOREIGN KEY ("location_id") REFERENCES "public"."locations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "expense_attachments" ADD CONSTRAINT "expense_attachments_file_id_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."files"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_items" ADD CONSTRAINT "run_items_run_id_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settlement_lines" ADD CONSTRAINT "settlement_lines_partner_id_report_id_settlement_reports_partner_id_id_fk" FOREIGN KEY ("partner_id","report_id") REFERENCES "public"."settlement_reports"("partner_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "settlement_reports" ADD CONSTRAINT "settlement_reports_pdf_file_id_files_id_fk" FOREIGN KEY ("pdf_file_id") REFERENCES "public"."files"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sales_tariff_assignments" ADD CONSTRAINT "sales_tariff_assignments_token_id_tokens_id_fk" FOREIGN KEY ("token_id") REFERENCES "public"."tokens"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sales_tariff_assignments" ADD CONSTRAINT "sales_tariff_assignments_company_id_companies_id_fk" FOREIGN KEY ("company_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sales_tariff_assignments" ADD CONSTRAINT "sales_tariff_assignments_tariff_of_kind" FOREIGN KEY ("tariff_id","kind") REFERENCES "public"."tariffs"("id","kind") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tariff_assignments" ADD CONSTRAINT "tariff_assignments_connector_id_connectors_id_fk" FOREIGN KEY ("connector_id") REFERENCES "public"."connectors"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tariff_assignments" ADD CONSTRAINT "tariff_assignments_tariff_of_kind" FOREIGN KEY ("tariff_id","kind") REFERENCES "public"."tariffs"("id","kind") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tariff_price_configurations" ADD CONSTRAINT "tariff_price_configurations_tariff_version_id_tariff_versions_id_fk" FOREIGN KEY ("tariff_version_id") REFERENCES "public"."tariff_versions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tariff_price_configurations" ADD CONSTRAINT "tariff_price_configurations_issuer_id_companies_id_fk" FOREIGN KEY ("issuer_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tariff_price_configurations" ADD CONSTRAINT "tariff_price_configurations_owner_id_companies_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tariff_price_configurations" ADD CONSTRAINT "tariff_price_configurations_evse_id_evses_id_fk" FOREIGN KEY ("evse_id") REFERENCES "public"."evses"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tariff_versions" ADD CONSTRAINT "tariff_versions_tariff_id_tariffs_id_fk" FOREIGN KEY ("tariff_id") REFERENCES "public"."tariffs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tokens" ADD CONSTRAINT "tokens_issuer_id_companies_id_fk" FOREIGN KEY ("issuer_id") REFERENCES "public"."companies"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "access_attempts_key" ON "access_attempts" USING btree ("key","at");--> statement-breakpoint
CREATE INDEX "access_links_user" ON "access_links" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "audit_events_at" ON "audit_events" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "audit_events_object" ON "audit_events" USING btree ("object_type","object_id","at");--> statement-breakpoint
CREATE INDEX "audit_events_actor" ON "audit_events" USING btree ("actor_id","at");--> statement-breakpoint
CREATE INDEX "audit_events_partner" ON "audit_events" USING btree ("partner_id","at");--> statement-breakpoint
CREATE INDEX "mails_created" ON "mails" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "shares_report" ON "shares" USING btree ("partner_id","report_id");--> statement-breakpoint
CREATE UNIQUE INDEX "users_email" ON "users" USING btree (lower("email"));--> statement-breakpoint
CREATE UNIQUE INDEX "balance_movements_reference" ON "balance_movements" USING btree ("partner_id","organization_id","reference") WHERE "balance_movements"."kind" = 'top_up';--> statement-breakpoint
CREATE UNIQUE INDEX "balance_movements_once" ON "balance_movements" USING btree ("partner_id","top_up_id","kind") WHERE "balance_movements"."top_up_id" is not null;--> statement-breakpoint
CREATE INDEX "balance_movements_cdr" ON "balance_movements" USING btree ("partner_id","source_id","cdr_id") WHERE "balance_movements"."cdr_id" is not null;--> statement-breakpoint
CREATE INDEX "balance_movements_account" ON "balance_movements" USING btree ("partner_id","organization_id","currency","occurred_at");--> statement-breakpoint
CREATE UNIQUE INDEX "billing_groups_open" ON "billing_groups" USING btree ("organization_id","emp_id","currency","origin_month") WHERE "billing_groups"."state" = 'open';--> statement-breakpoint
CREATE INDEX "cdrs_ended" ON "cdrs" USING btree ("ended_at","source_id","cdr_id");--> statement-breakpoint
CREATE INDEX "cdrs_import" ON "cdrs" USING btree ("import_id");--> statement-breakpoint
CREATE INDEX "cdrs_connector" ON "cdrs" USING btree ("connector_id","ended_at");--> statement-breakpoint
CREATE INDEX "cdrs_original" ON "cdrs" USING btree ("source_id","original_cdr_id") WHERE "cdrs"."original_cdr_id" is not null;--> statement-breakpoint
CREATE INDEX "cdrs_billing_group" ON "cdrs" USING btree ("billing_group_id") WHERE "cdrs"."billing_group_id" is not null;--> statement-breakpoint
CREATE INDEX "cdrs_unsettled" ON "cdrs" USING btree ("settlement","ended_at") WHERE "cdrs"."settlement" not in ('recorded', 'own_station');--> statement-breakpoint
CREATE INDEX "cdrs_unknown_payer" ON "cdrs" USING btree ("ended_at") WHERE "cdrs"."payer" = 'unknown';--> statement-breakpoint
CREATE INDEX "held_cdrs_waiting" ON "held_cdrs" USING btree ("ended_at","source_id","cdr_id") WHERE "held_cdrs"."state" = 'waiting';--> statement-breakpoint
CREATE INDEX "held_cdrs_evse" ON "held_cdrs" USING btree ("evse_uid") WHERE "held_cdrs"."state" = 'waiting';--> statement-breakpoint
CREATE INDEX "companies_parent" ON "companies" USING btree ("parent_id");--> statement-breakpoint
CREATE INDEX "companies_name" ON "companies" USING btree (lower("name"),"id");--> statement-breakpoint
CREATE INDEX "contract_simulations_contract" ON "contract_simulations" USING btree ("contract_id","created_at");--> statement-breakpoint
CREATE INDEX "contracts_partner" ON "contracts" USING btree ("partner_id","organization_id","currency");--> statement-breakpoint
CREATE INDEX "contracts_renewing" ON "contracts" USING btree ("ends_in") WHERE "contracts"."renewal_months" is not null and "contracts"."notice_given_on" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "documents_number" ON "documents" USING btree ("issuer_id","number_range_id","number") WHERE "documents"."number" is not null;--> statement-breakpoint
CREATE INDEX "documents_partner" ON "documents" USING btree ("partner_id","month");--> statement-breakpoint
CREATE INDEX "documents_customer" ON "documents" USING btree ("customer_id","month");--> statement-breakpoint
CREATE INDEX "files_partner" ON "files" USING btree ("partner_id");--> statement-breakpoint
CREATE INDEX "import_rows_outcome" ON "import_rows" USING btree ("import_id","outcome","row");--> statement-breakpoint
CREATE INDEX "imports_created" ON "imports" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "imports_source" ON "imports" USING btree ("source_id","created_at");--> statement-breakpoint
CREATE INDEX "list_exports_person" ON "list_exports" USING btree ("created_by","created_at");--> statement-breakpoint
CREATE INDEX "list_exports_expiry" ON "list_exports" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "saved_views_name" ON "saved_views" USING btree ("owner_id","list",lower("name"));--> statement-breakpoint
CREATE INDEX "evse_owners_partner" ON "evse_owners" USING btree ("partner_id");--> statement-breakpoint
CREATE INDEX "evse_owners_evse" ON "evse_owners" USING btree ("evse_id");--> statement-breakpoint
CREATE INDEX "evses_location" ON "evses" USING btree ("location_id");--> statement-breakpoint
CREATE INDEX "locations_name" ON "locations" USING btree (lower("name"),"id");--> statement-breakpoint
CREATE INDEX "open_records_ended" ON "open_records" USING btree ("state","ended_at","record_id");--> statement-breakpoint
CREATE INDEX "open_records_partner" ON "open_records" USING btree ("partner_id","state","ended_at","record_id");--> statement-breakpoint
CREATE UNIQUE INDEX "collections_once" ON "collections" USING btree ("partner_id","source_id","cdr_id","payment_key");--> statement-breakpoint
CREATE UNIQUE INDEX "collections_reversed_once" ON "collections" USING btree ("partner_id","reverses_id") WHERE "collections"."reverses_id" is not null;--> statement-breakpoint
CREATE INDEX "collections_cdr" ON "collections" USING btree ("source_id","cdr_id");--> statement-breakpoint
CREATE INDEX "collections_booking" ON "collections" USING btree ("partner_id","organization_id","currency","booking_month");--> statement-breakpoint
CREATE INDEX "expense_records_occurred" ON "expense_records" USING btree ("occurred_at","id");--> statement-breakpoint
CREATE INDEX "expense_records_cdr" ON "expense_records" USING btree ("source_id","cdr_id") WHERE "expense_records"."cdr_id" is not null;--> statement-breakpoint
CREATE INDEX "expense_records_period" ON "expense_records" USING btree ("partner_id","organization_id","currency","period_month");--> statement-breakpoint
CREATE UNIQUE INDEX "expense_records_fee_once" ON "expense_records" USING btree ("partner_id","organization_id","currency","origin_month","origin","contract_id") WHERE "expense_records"."corrects_id" is null and "expense_records"."origin" in ('platform_fee', 'ac_fee', 'dc_fee');--> statement-breakpoint
CREATE INDEX "expense_rollups_period" ON "expense_rollups" USING btree ("period_month");--> statement-breakpoint
CREATE INDEX "month_rollups_origin_month" ON "month_rollups" USING btree ("origin_month");--> statement-breakpoint
CREATE INDEX "record_rollups_day" ON "record_rollups" USING btree ("day");--> statement-breakpoint
CREATE INDEX "record_rollups_period" ON "record_rollups" USING btree ("period_month");--> statement-breakpoint
CREATE INDEX "record_rollups_location" ON "record_rollups" USING btree ("location_id");--> statement-breakpoint
CREATE INDEX "revenue_records_ended" ON "revenue_records" USING btree ("ended_at","id");--> statement-breakpoint
CREATE INDEX "revenue_records_partner" ON "revenue_records" USING btree ("partner_id","ended_at","id");--> statement-breakpoint
CREATE INDEX "revenue_records_period" ON "revenue_records" USING btree ("partner_id","organization_id","currency","period_month");--> statement-breakpoint
CREATE INDEX "revenue_records_cdr" ON "revenue_records" USING btree ("source_id","cdr_id");--> statement-breakpoint
CREATE UNIQUE INDEX "revenue_records_once" ON "revenue_records" USING btree ("partner_id","source_id","cdr_id","origin") WHERE "revenue_records"."corrects_id" is null and "revenue_records"."owner_record_id" is null and "revenue_records"."cdr_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "revenue_records_term_once" ON "revenue_records" USING btree ("partner_id","organization_id","currency","period_month","origin_month","contract_id","origin") WHERE "revenue_records"."origin" in ('tier', 'cap', 'guarantee');--> statement-breakpoint
CREATE INDEX "runs_created" ON "runs" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "payables_cdr" ON "payables" USING btree ("partner_id","source_id","cdr_id");--> statement-breakpoint
CREATE INDEX "periods_month" ON "periods" USING btree ("month","state");--> statement-breakpoint
CREATE INDEX "settlement_reports_month" ON "settlement_reports" USING btree ("month","id");--> statement-breakpoint
CREATE INDEX "term_payables_contract" ON "term_payables" USING btree ("partner_id","contract_id","origin_month");--> statement-breakpoint
CREATE INDEX "sales_tariff_assignments_tariff" ON "sales_tariff_assignments" USING btree ("tariff_id");--> statement-breakpoint
CREATE INDEX "tariff_assignments_tariff" ON "tariff_assignments" USING btree ("tariff_id");--> statement-breakpoint
CREATE INDEX "tariff_assignments_connector" ON "tariff_assignments" USING btree ("connector_id");--> statement-breakpoint
CREATE INDEX "tokens_contract_id" ON "tokens" USING btree ("contract_id");--> statement-breakpoint
CREATE INDEX "tokens_issuer" ON "tokens" USING btree ("issuer_id");