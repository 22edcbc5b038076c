/** Words that generated records are made of. All names are invented. */
// biome-ignore format: lists read better packed
export const companyStems: readonly string[] = [
  'Northwind', 'Alderbrook', 'Kestrel', 'Juniper', 'Harbor', 'Meridian', 'Solvang', 'Tidewater', 'Ironbark', 'Bluefin',
  'Cedar Point', 'Vantage', 'Larkfield', 'Granite', 'Orchard', 'Pinnacle', 'Redwood', 'Silverline', 'Summit', 'Westmark',
]
// biome-ignore format: lists read better packed
export const companyTrades: readonly string[] = [
  'Valves', 'Logistics', 'Office Supply', 'Software', 'Packaging', 'Chemicals', 'Tooling', 'Consulting', 'Electronics',
  'Catering', 'Steel', 'Textiles', 'Laboratories', 'Print', 'Fasteners', 'Energy', 'Freight', 'Plastics',
]
// biome-ignore format: lists read better packed
export const firstNames: readonly string[] = [
  'Ana', 'Ben', 'Chloé', 'Dmitri', 'Elena', 'Farid', 'Grace', 'Hiro', 'Ingrid', 'Jonas', 'Kavya', 'Liam', 'Mateo', 'Nadia',
  'Oskar', 'Priya', 'Quentin', 'Rosa', 'Søren', 'Tara', 'Ulla', 'Viktor', 'Wanda', 'Yusuf', 'Zoë',
]
// biome-ignore format: lists read better packed
export const lastNames: readonly string[] = [
  'Ortiz', 'Keller', 'Nakamura', 'Okafor', 'Lindqvist', "O'Brien", 'Patel', 'Moreau', 'Novak', 'Silva', 'Jensen', 'Rossi',
  'Fischer', 'Nguyen', 'Haddad', 'Brown', 'Kowalski', 'Santos', 'Müller', 'Ferreira', 'Ivanova', 'Tanaka', 'Dubois',
]
// biome-ignore format: lists read better packed
export const departmentNames: readonly string[] = [
  'Plant Engineering', 'Finance', 'Procurement', 'Facilities', 'Human Resources', 'IT Operations', 'Legal', 'Marketing',
  'Quality', 'Research & Development', 'Sales', 'Logistics', 'Customer Care', 'Safety', 'Treasury', 'Tax', 'Communications',
]
// biome-ignore format: lists read better packed
export const currencies: readonly (readonly [code: string, name: string, decimals: number])[] = [
  ['USD', 'US Dollar', 2], ['EUR', 'Euro', 2], ['GBP', 'Pound Sterling', 2], ['JPY', 'Yen', 0], ['CHF', 'Swiss Franc', 2],
  ['CAD', 'Canadian Dollar', 2], ['AUD', 'Australian Dollar', 2], ['SEK', 'Swedish Krona', 2], ['NOK', 'Norwegian Krone', 2],
  ['DKK', 'Danish Krone', 2], ['PLN', 'Zloty', 2], ['CZK', 'Czech Koruna', 2], ['HUF', 'Forint', 2], ['CNY', 'Yuan Renminbi', 2],
  ['HKD', 'Hong Kong Dollar', 2], ['SGD', 'Singapore Dollar', 2], ['INR', 'Indian Rupee', 2], ['BRL', 'Brazilian Real', 2],
  ['MXN', 'Mexican Peso', 2], ['ZAR', 'Rand', 2], ['KRW', 'Won', 0], ['TRY', 'Turkish Lira', 2], ['AED', 'UAE Dirham', 2],
  ['ILS', 'New Israeli Sheqel', 2], ['THB', 'Baht', 2], ['NZD', 'New Zealand Dollar', 2], ['RON', 'Romanian Leu', 2],
  ['BGN', 'Bulgarian Lev', 2], ['CLP', 'Chilean Peso', 0], ['KWD', 'Kuwaiti Dinar', 3],
]
/** About what one unit of each of the currencies is worth in the first one. */
// biome-ignore format: lists read better packed
export const dollarRates: readonly number[] = [
  1, 1.09, 1.27, 0.0067, 1.13, 0.73, 0.66, 0.095, 0.094, 0.146, 0.25, 0.043, 0.0028, 0.138, 0.128, 0.745, 0.012, 0.19, 0.054,
  0.054, 0.00074, 0.031, 0.272, 0.27, 0.028, 0.61, 0.219, 0.557, 0.00108, 3.25,
]
// biome-ignore format: lists read better packed
export const unitsOfMeasure: readonly (readonly [code: string, name: string])[] = [
  ['EA', 'Each'], ['HUR', 'Hour'], ['DAY', 'Day'], ['KGM', 'Kilogram'], ['GRM', 'Gram'], ['LTR', 'Litre'], ['MTR', 'Metre'],
  ['MTK', 'Square metre'], ['MTQ', 'Cubic metre'], ['BX', 'Box'], ['CT', 'Carton'], ['PK', 'Pack'], ['PR', 'Pair'],
  ['DZN', 'Dozen'], ['SET', 'Set'], ['RO', 'Roll'], ['TNE', 'Tonne'], ['LBR', 'Pound'], ['GLL', 'Gallon'], ['FOT', 'Foot'],
  ['INH', 'Inch'], ['CMT', 'Centimetre'], ['MMT', 'Millimetre'], ['MON', 'Month'], ['ANN', 'Year'], ['WEE', 'Week'],
  ['MIN', 'Minute'], ['KWH', 'Kilowatt hour'], ['PF', 'Pallet'], ['BG', 'Bag'], ['BO', 'Bottle'], ['CA', 'Can'], ['DR', 'Drum'],
  ['TU', 'Tube'], ['SH', 'Sheet'], ['RM', 'Ream'], ['KIT', 'Kit'], ['LOT', 'Lot'], ['MIL', 'Thousand'], ['CEN', 'Hundred'],
]
/** Countries with the ids that look constant across organizations (F-501). Only 223 is attested. */
// biome-ignore format: lists read better packed
export const countries: readonly (readonly [id: number, code: string, name: string])[] = [
  [223, 'US', 'United States'], [80, 'DE', 'Germany'], [222, 'GB', 'United Kingdom'], [73, 'FR', 'France'], [38, 'CA', 'Canada'],
  [150, 'NL', 'Netherlands'], [204, 'CH', 'Switzerland'], [203, 'SE', 'Sweden'], [107, 'JP', 'Japan'], [13, 'AU', 'Australia'],
  [195, 'ES', 'Spain'], [105, 'IT', 'Italy'], [30, 'BR', 'Brazil'], [138, 'MX', 'Mexico'], [99, 'IN', 'India'],
  [192, 'SG', 'Singapore'], [171, 'PL', 'Poland'], [57, 'DK', 'Denmark'], [14, 'AT', 'Austria'], [21, 'BE', 'Belgium'],
]
// biome-ignore format: lists read better packed
export const paymentTerms: readonly (readonly [code: string, days: number])[] = [
  ['N30', 30], ['N45', 45], ['N60', 60], ['N15', 15], ['N90', 90], ['IMM', 0], ['N10', 10], ['N14', 14], ['N20', 20], ['N75', 75],
]
export const shippingTerms: readonly string[] = ['EXW', 'FCA', 'FOB', 'CIF', 'DAP', 'DDP', 'CPT', 'CIP']
// biome-ignore format: lists read better packed
export const commodities: readonly string[] = [
  'Maintenance', 'Office Supplies', 'IT Hardware', 'Software', 'Professional Services', 'Packaging', 'Travel', 'Utilities',
  'Laboratory', 'Logistics', 'Marketing Services', 'Raw Materials',
]
// biome-ignore format: lists read better packed
export const lookupValues: readonly string[] = ['North', 'South', 'East', 'West', 'Central', 'Overseas', 'Online', 'Wholesale', 'Retail', 'Public sector']
