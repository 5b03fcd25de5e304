-- Every change of the data that prices and divides CDRs raises one number; an import that read the data before
-- sees under its locks that it has to read again.
INSERT INTO "reference_version" ("id", "version") VALUES (1, 1);--> statement-breakpoint
CREATE FUNCTION raise_reference_version() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
  UPDATE reference_version SET version = version + 1;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER organizations_reference_version AFTER INSERT OR UPDATE OR DELETE ON "organizations" FOR EACH STATEMENT EXECUTE FUNCTION raise_reference_version();
--> statement-breakpoint
CREATE TRIGGER organization_countries_reference_version AFTER INSERT OR UPDATE OR DELETE ON "organization_countries" FOR EACH STATEMENT EXECUTE FUNCTION raise_reference_version();
--> statement-breakpoint
CREATE TRIGGER companies_reference_version AFTER INSERT OR UPDATE OR DELETE ON "companies" FOR EACH STATEMENT EXECUTE FUNCTION raise_reference_version();
--> statement-breakpoint
CREATE TRIGGER emp_parties_reference_version AFTER INSERT OR UPDATE OR DELETE ON "emp_parties" FOR EACH STATEMENT EXECUTE FUNCTION raise_reference_version();
--> statement-breakpoint
CREATE TRIGGER locations_reference_version AFTER INSERT OR UPDATE OR DELETE ON "locations" FOR EACH STATEMENT EXECUTE FUNCTION raise_reference_version();
--> statement-breakpoint
CREATE TRIGGER evses_reference_version AFTER INSERT OR UPDATE OR DELETE ON "evses" FOR EACH STATEMENT EXECUTE FUNCTION raise_reference_version();
--> statement-breakpoint
CREATE TRIGGER connectors_reference_version AFTER INSERT OR UPDATE OR DELETE ON "connectors" FOR EACH STATEMENT EXECUTE FUNCTION raise_reference_version();
--> statement-breakpoint
CREATE TRIGGER evse_owners_reference_version AFTER INSERT OR UPDATE OR DELETE ON "evse_owners" FOR EACH STATEMENT EXECUTE FUNCTION raise_reference_version();
--> statement-breakpoint
CREATE TRIGGER tariffs_reference_version AFTER INSERT OR UPDATE OR DELETE ON "tariffs" FOR EACH STATEMENT EXECUTE FUNCTION raise_reference_version();
--> statement-breakpoint
CREATE TRIGGER tariff_versions_reference_version AFTER INSERT OR UPDATE OR DELETE ON "tariff_versions" FOR EACH STATEMENT EXECUTE FUNCTION raise_reference_version();
--> statement-breakpoint
CREATE TRIGGER tariff_assignments_reference_version AFTER INSERT OR UPDATE OR DELETE ON "tariff_assignments" FOR EACH STATEMENT EXECUTE FUNCTION raise_reference_version();
--> statement-breakpoint
CREATE TRIGGER contracts_reference_version AFTER INSERT OR UPDATE OR DELETE ON "contracts" FOR EACH STATEMENT EXECUTE FUNCTION raise_reference_version();
--> statement-breakpoint
CREATE TRIGGER contract_versions_reference_version AFTER INSERT OR UPDATE OR DELETE ON "contract_versions" FOR EACH STATEMENT EXECUTE FUNCTION raise_reference_version();
--> statement-breakpoint
CREATE TRIGGER contract_locations_reference_version AFTER INSERT OR UPDATE OR DELETE ON "contract_locations" FOR EACH STATEMENT EXECUTE FUNCTION raise_reference_version();
--> statement-breakpoint
CREATE TRIGGER contract_evses_reference_version AFTER INSERT OR UPDATE OR DELETE ON "contract_evses" FOR EACH STATEMENT EXECUTE FUNCTION raise_reference_version();
