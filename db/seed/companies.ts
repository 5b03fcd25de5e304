/** The demo's companies, all of them invented: the CPO's own two, the owners of the stations, the EMPs. */

export type OwnKey = "tay_gb" | "tay_de";
export type PartnerKey =
  | "strathkeil"
  | "kinnairn"
  | "sidmuir"
  | "sidmuir_events"
  | "tayvale"
  | "kirkhaven"
  | "auldbridge"
  | "kinlorn"
  | "nordspeicher"
  | "hansefjord";
export type EmpKey = "plugmoor" | "voltanker" | "stromdeich" | "bornelune";
export type CompanyKey = OwnKey | PartnerKey | EmpKey;
export type Market = "GB" | "DE";

export type DemoCompany = {
  key: CompanyKey;
  name: string;
  legalName: string;
  parent?: CompanyKey;
  street: string;
  postalCode: string;
  city: string;
  country: string;
  vatId: string;
  /** The checksum is right, the bank does not exist. */
  iban?: string;
  locale?: "en" | "de";
};

export const OWN: readonly (DemoCompany & { key: OwnKey; market: Market; currency: string; timeZone: string })[] = [
  {
    key: "tay_gb",
    name: "Tay Charging",
    legalName: "Tay Charging Ltd",
    street: "12 Quayside Row",
    postalCode: "DD1 9ZZ",
    city: "Dundee",
    country: "GB",
    vatId: "GB310000001",
    iban: "GB32TAYB00010100001001",
    locale: "en",
    market: "GB",
    currency: "GBP",
    timeZone: "Europe/London",
  },
  {
    key: "tay_de",
    name: "Tay Charging Deutschland",
    legalName: "Tay Charging Deutschland GmbH",
    parent: "tay_gb",
    street: "Speicherwinkel 3",
    postalCode: "20999",
    city: "Hamburg",
    country: "DE",
    vatId: "DE310000002",
    iban: "DE43000000010000010010",
    locale: "de",
    market: "DE",
    currency: "EUR",
    timeZone: "Europe/Berlin",
  },
];

export const PARTNERS: readonly (DemoCompany & { key: PartnerKey })[] = [
  {
    key: "strathkeil",
    name: "Strathkeil Retail Parks",
    legalName: "Strathkeil Retail Parks Ltd",
    street: "1 Millrace Court",
    postalCode: "DD2 9ZZ",
    city: "Dundee",
    country: "GB",
    vatId: "GB310000011",
    iban: "GB68TAYB00010100002002",
  },
  {
    key: "kinnairn",
    name: "Kinnairn Harbour Trust",
    legalName: "The Kinnairn Harbour Trust",
    street: "Harbourmaster's House, Shore Road",
    postalCode: "DD5 9ZZ",
    city: "Broughty Ferry",
    country: "GB",
    vatId: "GB310000012",
    iban: "GB07TAYB00010100003003",
  },
  {
    key: "sidmuir",
    name: "Sidmuir Leisure",
    legalName: "Sidmuir Leisure Holdings plc",
    street: "40 Larkhall Place",
    postalCode: "PH1 9ZZ",
    city: "Perth",
    country: "GB",
    vatId: "GB310000013",
    iban: "GB43TAYB00010100004004",
  },
  {
    key: "sidmuir_events",
    name: "Sidmuir Events",
    legalName: "Sidmuir Events GmbH",
    parent: "sidmuir",
    street: "Am Nordufer 18",
    postalCode: "28999",
    city: "Bremen",
    country: "DE",
    vatId: "DE310000014",
    iban: "DE15000000010000020020",
    locale: "de",
  },
  {
    key: "tayvale",
    name: "Tayvale Housing",
    legalName: "Tayvale Housing Association",
    street: "7 Rowan Brae",
    postalCode: "DD4 9ZZ",
    city: "Dundee",
    country: "GB",
    vatId: "GB310000015",
    iban: "GB79TAYB00010100005005",
  },
  {
    key: "kirkhaven",
    name: "Kirkhaven Facilities",
    legalName: "Kirkhaven Facilities Management LLP",
    street: "Unit 5, Clement Yard",
    postalCode: "DD3 9ZZ",
    city: "Dundee",
    country: "GB",
    vatId: "GB310000016",
    iban: "GB18TAYB00010100006006",
  },
  {
    key: "auldbridge",
    name: "Auldbridge Civic Estates",
    legalName: "Auldbridge Civic Estates Ltd",
    street: "2 Tollbooth Lane",
    postalCode: "DD1 9ZY",
    city: "Dundee",
    country: "GB",
    vatId: "GB310000017",
    iban: "GB54TAYB00010100007007",
  },
  {
    key: "kinlorn",
    name: "Kinlorn Parking",
    legalName: "Kinlorn Parking Ltd",
    street: "88 Ropewalk",
    postalCode: "EH6 9ZZ",
    city: "Edinburgh",
    country: "GB",
    vatId: "GB310000018",
    iban: "GB90TAYB00010100008008",
  },
  {
    key: "nordspeicher",
    name: "Nordspeicher Parkhäuser",
    legalName: "Nordspeicher Parkhausgesellschaft mbH",
    street: "Lagerkai 9",
    postalCode: "20998",
    city: "Hamburg",
    country: "DE",
    vatId: "DE310000019",
    iban: "DE84000000010000030030",
    locale: "de",
  },
  {
    key: "hansefjord",
    name: "Hansefjord Hotels",
    legalName: "Hansefjord Hotels GmbH & Co. KG",
    street: "Alte Fähre 1",
    postalCode: "23999",
    city: "Lübeck",
    country: "DE",
    vatId: "DE310000020",
    iban: "DE56000000010000040040",
    locale: "de",
  },
];

export type DemoEmp = DemoCompany & { key: EmpKey; party: string; roaming: "bilateral" | "hub" };

/** `party` is a country code and an OCPI party id that nobody has. */
export const EMPS: readonly DemoEmp[] = [
  {
    key: "plugmoor",
    name: "Plugmoor Energy",
    legalName: "Plugmoor Energy Ltd",
    street: "30 Fenwick Street",
    postalCode: "LS1 9ZZ",
    city: "Leeds",
    country: "GB",
    vatId: "GB310000031",
    party: "GBZ1P",
    roaming: "bilateral",
  },
  {
    key: "voltanker",
    name: "Voltanker Mobility",
    legalName: "Voltanker Mobility B.V.",
    street: "Kadewerf 14",
    postalCode: "3099 ZZ",
    city: "Rotterdam",
    country: "NL",
    vatId: "NL310000032B01",
    party: "NLZ2V",
    roaming: "hub",
  },
  {
    key: "stromdeich",
    name: "Stromdeich Karte",
    legalName: "Stromdeich Karte GmbH",
    street: "Deichgrafenweg 2",
    postalCode: "26999",
    city: "Oldenburg",
    country: "DE",
    vatId: "DE310000033",
    locale: "de",
    party: "DEZ3S",
    roaming: "bilateral",
  },
  {
    key: "bornelune",
    name: "Bornelune",
    legalName: "Bornelune SAS",
    street: "6 quai des Tisserands",
    postalCode: "69999",
    city: "Lyon",
    country: "FR",
    vatId: "FRZZ310000034",
    party: "FRZ4B",
    roaming: "hub",
  },
];
