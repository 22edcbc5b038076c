/** A country where suppliers and people are, with what goes with it. */
export interface Home {
  /** Id, code and name as nested in addresses (F-501). */
  readonly country: readonly [id: number, code: string, name: string]
  readonly currency: string
  readonly phoneCode: string
  /** Percentage of the usual value added tax, for one to deduct on invoices; 0 where there is none. */
  readonly taxPercent: number
  /** Forms of companies, behind their names. */
  readonly companyForms: readonly string[]
  readonly streets: readonly string[]
  readonly isNumberFirst: boolean
  readonly places: readonly (readonly [city: string, postalCode: string, state: string, areaCode: string])[]
}

/** Heavier ones stand first; see `homeOfHash`. */
// biome-ignore format: a table reads better with a row a line
export const homes: readonly Home[] = [
  { country: [223, 'US', 'United States'], currency: 'USD', phoneCode: '1', taxPercent: 0, companyForms: ['Inc.', 'LLC', 'Corp.'], isNumberFirst: true,
    streets: ['Mill Road', 'Foundry Lane', 'Oak Street', 'Harbor Avenue'],
    places: [['Portland', '97205', 'OR', '503'], ['Austin', '78701', 'TX', '512'], ['Columbus', '43215', 'OH', '614'], ['Denver', '80202', 'CO', '303']] },
  { country: [80, 'DE', 'Germany'], currency: 'EUR', phoneCode: '49', taxPercent: 19, companyForms: ['GmbH', 'AG', 'KG'], isNumberFirst: false,
    streets: ['Hafenweg', 'Lindenstraße', 'Industriestraße'],
    places: [['Bremen', '28195', 'HB', '421'], ['Leipzig', '04109', 'SN', '341'], ['Kassel', '34117', 'HE', '561']] },
  { country: [222, 'GB', 'United Kingdom'], currency: 'GBP', phoneCode: '44', taxPercent: 20, companyForms: ['Ltd', 'PLC'], isNumberFirst: true,
    streets: ['Canal Street', 'Station Road', 'Mill Lane'], places: [['Leeds', 'LS1 4AP', '', '113'], ['Bristol', 'BS1 5TR', '', '117']] },
  { country: [73, 'FR', 'France'], currency: 'EUR', phoneCode: '33', taxPercent: 20, companyForms: ['S.A.', 'SARL'], isNumberFirst: true,
    streets: ['Rue du Port', 'Avenue des Tilleuls'], places: [['Lyon', '69002', '', '4'], ['Nantes', '44000', '', '2']] },
  { country: [38, 'CA', 'Canada'], currency: 'CAD', phoneCode: '1', taxPercent: 0, companyForms: ['Inc.', 'Ltd'], isNumberFirst: true,
    streets: ['Water Street', 'Maple Avenue'], places: [['Halifax', 'B3J 1A1', 'NS', '902'], ['Calgary', 'T2P 1J9', 'AB', '403']] },
  { country: [150, 'NL', 'Netherlands'], currency: 'EUR', phoneCode: '31', taxPercent: 21, companyForms: ['B.V.', 'N.V.'], isNumberFirst: false,
    streets: ['Kanaalstraat', 'Molenweg'], places: [['Utrecht', '3511 AB', '', '30'], ['Groningen', '9711 LM', '', '50']] },
  { country: [204, 'CH', 'Switzerland'], currency: 'CHF', phoneCode: '41', taxPercent: 0, companyForms: ['AG', 'GmbH'], isNumberFirst: false,
    streets: ['Bahnhofstrasse', 'Seeweg'], places: [['Zürich', '8001', 'ZH', '44'], ['Bern', '3011', 'BE', '31']] },
  { country: [203, 'SE', 'Sweden'], currency: 'SEK', phoneCode: '46', taxPercent: 25, companyForms: ['AB'], isNumberFirst: false,
    streets: ['Hamngatan', 'Kungsgatan'], places: [['Gothenburg', '411 03', '', '31'], ['Malmö', '211 22', '', '40']] },
]

/** The home that a hash chooses: every other one is the first, the others share the rest, falling. */
export function homeOfHash(hash: number): Home {
  const [first, second, third] = homes
  const share = hash % 100
  const found = share < 48 ? first : share < 62 ? second : share < 72 ? third : homes[3 + (share % (homes.length - 3))]
  if (!found) throw new RangeError('the table of homes is too short')
  return found
}
