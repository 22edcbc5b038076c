/** One switch of the sandbox: a point where the sources about Coupa contradict each other or say nothing. */
export interface Quirk {
  readonly name: string
  /** Values it takes; `N` stands for any positive whole number. */
  readonly values: readonly string[]
  readonly default: string
  /** What it decides. */
  readonly what: string
  /** Number of the fact in `docs/coupa-facts.md` that leaves it open. */
  readonly source: string
}

// Per switch: its values, the default first; what it decides; the fact that leaves it open.
// biome-ignore format: a table reads better with a row a line
const table = {
  'create-status': [['201', '200'], 'status of a create', 'F-258'],
  'empty-json-search': [['empty-array', '404'], 'a JSON search that finds nothing', 'F-255'],
  'empty-xml-search': [['404', 'empty-array'], 'an XML search that finds nothing', 'F-255'],
  'missing-scope': [['403', '401'], 'status when the token lacks a scope', 'F-068'],
  'unknown-attribute': [['400', 'ignore'], 'a filter on an attribute that does not exist', 'F-199'],
  'missing-reference': [['400', 'ignore'], 'a write that refers to a record that does not exist', 'F-260'],
  'inactive-reference': [['400', 'ignore', '400-everywhere'], 'a requisition with an inactive currency, requester or supplier', 'F-285'],
  'retry-after': [['none', 'seconds', 'date'], 'header Retry-After of a 429', 'F-242'],
  'too-many-requests-body': [['text', 'json', 'html'], 'body of a 429', 'F-241'],
  'rate-limit-scope': [['organization', 'client'], 'what shares the 25 requests a second', 'F-243'],
  'decimals': [['string', 'number'], 'decimals in JSON', 'F-101'],
  'error-body': [['base', 'message', 'empty', 'html'], 'body of 401, 403 and 404', 'F-254'],
  'limit-over-cap': [['cap', '400'], 'a limit above the largest page', 'F-221'],
  'page-size-cap': [['50', 'N'], 'largest page', 'F-220'],
  'order-without-order-by': [['id', 'random'], 'order of an index without order_by', 'F-224'],
  'token-warm-up': [['none', '401'], 'a token used within five seconds of its issue', 'F-025'],
  'omitted-scope': [['all', 'invalid_scope'], 'a token request without scope', 'F-030'],
  'token-scope': [['given', 'omitted'], 'member scope of the token response', 'F-028'],
  'purchase-order-cancelled': [['cancelled', 'canceled'], 'spelling of the status of purchase orders', 'F-364'],
  'custom-fields': [['namespace', 'global'], 'custom fields under custom-fields or at top level', 'F-140'],
  'unknown-custom-field': [['accept', 'ignore'], 'a custom field on a write that nobody set up', 'F-143'],
  'graphql-introspection': [['allowed', 'refused'], 'whether GraphQL tells its types', 'F-474'],
  'unknown-path': [['errors', 'html'], 'body of a 404 for a path that does not exist', 'F-008'],
  'limited-index': [['array', 'object'], 'return_object=limited on an index', 'F-171'],
  'xml-null-type': [['omit', 'keep'], 'type attribute of a null in XML', 'F-125'],
  'xml-datetime-type': [['dateTime', 'datetime'], 'type attribute of times in XML', 'F-124'],
  'xml-errors': [['cdata', 'plain'], 'text of errors in XML', 'F-250'],
  'xml-message-end': [['none', 'full-stop'], 'full stop behind validation messages in XML', 'F-252'],
  'unset-default-account': [['nulls', 'absent'], 'default account of a user who has none, in JSON', 'F-104'],
  'address-country': [['object', 'name'], 'country of an address in JSON', 'F-107'],
  'user-fullname': [['present', 'absent'], 'fullname in summaries of users', 'F-106'],
  'boolean-question-mark': [['absent', 'present'], 'keys of booleans such as active end in a question mark', 'F-108'],
  'exported-with-changes': [['ignore-changes', 'apply-changes'], 'a body beside ?exported= in a PUT', 'F-361'],
  'body-exported': [['ignore', 'apply'], 'exported as a member of a body', 'F-363'],
  'marking-touches-updated-at': [['on', 'off'], 'whether a change of the exported flag changes updated-at', 'F-367'],
  'sftp-archive': [['archive-incoming', 'incoming-archive'], 'whether picked-up files are moved to /Archive/Incoming or to /Incoming/Archive', 'F-467'],
  'sftp-hidden-files': [['taken', 'left'], 'whether files of the inbox whose names begin with a dot are picked up', 'F-469'],
  'upload-error-row': [['with-header', 'without-header'], 'whether row of an upload error counts the header rows', 'F-469'],
  'reset-exported-on-edit': [['off', 'on'], 'whether an edit by a person resets the exported flag, an option of Coupa Support', 'F-368'],
  'child-touches-parent': [['on', 'off'], 'whether a change of a line changes updated-at of its document', 'F-369'],
  'exported-without-flag': [['mark', 'ignore'], '?exported= where a record has last-exported-at only', 'F-370'],
  'ship-notice-flag': [['apart', 'same'], 'whether export-flag and exported of a ship notice are one flag', 'F-372'],
  'mark-exported-action': [['mark', 'record-only'], 'whether mark_exported of history records marks the document', 'F-455'],
  'success-record': [['open', 'resolved'], 'whether a history record of a success is open until somebody resolves it', 'F-456'],
  'integration-of-error': [['from-run', 'as-given'], 'integration of an error or history record that names only its run', 'F-458'],
  'payments-on-update': [['add', 'replace'], 'payments without an id in a PUT of an invoice', 'F-347'],
  'budget-adjustment': [['add', 'set'], 'whether adjust adds its amount to a budget line or sets it', 'F-348'],
  'delete-body': [['record', 'none'], 'body of a DELETE', 'F-290'],
  'requisition-without-lines': [['accept', '400'], 'a draft requisition without lines, which nobody could submit', 'F-322'],
  'resolve-answer': [['object', 'array'], 'answer of resolve and unresolve of integration records', 'F-453'],
  'default-filters': [['off', 'on'], 'default API filters apply to every GET', 'F-175'],
  'unknown-filter': [['400', 'ignore'], 'filter= with a name that nobody set up', 'F-174'],
  'string-comparison': [['case-insensitive', 'case-sensitive'], 'letters in filters', 'F-200'],
  'not-eq-without-value': [['leave-out', 'include'], 'not_eq and not_in on a record without a value', 'F-203'],
  'in-list-blanks': [['trim', 'keep'], 'blanks around the values of in and not_in', 'F-204'],
  'in-list-commas': [['split', 'quoted'], 'whether quotation marks keep a comma inside a value of in and not_in', 'F-205'],
  'collection-actions': [['object', 'array'], 'answer of actions such as favorites, search and mine', 'F-486'],
  'same-class-filters': [['nothing', 'work'], 'two filters through associations of the same class', 'F-198'],
  'order-change-without-login': [['accept', '400'], 'an update of an order change that names no login of an approver', 'F-338'],
  'supplier-information-nulls': [['omit', 'show'], 'fields without a value in records of supplier information', 'F-341'],
  'created-by-override': [['off', 'on'], 'created-by in a body', 'F-291'],
} as const

/** Name of a switch. */
export type QuirkName = keyof typeof table

/** Every switch, with the documented behaviour as its default. The command line prints this table. */
export const quirks: readonly Quirk[] = Object.entries(table).map(([name, [values, what, source]]) => ({
  name,
  values,
  default: values[0],
  what,
  source,
}))

/** The value of every switch. */
export type QuirkSettings = Readonly<Record<QuirkName, string>>

/**
 * Completes given switches with their defaults. Throws a TypeError that lists the valid names or values.
 */
export function parseQuirks(given: Readonly<Record<string, string | number>> = {}): QuirkSettings {
  const settings: Record<string, string> = Object.fromEntries(quirks.map(({ name, default: value }) => [name, value]))
  for (const [name, value] of Object.entries(given)) settings[name] = parseQuirk(name, String(value))
  return settings as QuirkSettings // complete: it began with every name of the table
}

/** Checks one switch and returns its value. Throws like `parseQuirks`. */
export function parseQuirk(name: string, value: string): string {
  const found: Quirk | undefined = quirks.find((candidate) => candidate.name === name)
  if (!found) {
    throw new TypeError(`quirk '${name}' does not exist; choose one of ${quirks.map((entry) => entry.name).join(', ')}`)
  }
  const isNumber = found.values.includes('N') && /^[1-9]\d*$/.test(value)
  if (value === 'N' || !(isNumber || found.values.includes(value))) {
    const choices = found.values.map((choice) => (choice === 'N' ? 'any positive whole number' : choice))
    throw new TypeError(`quirk '${name}' cannot be '${value}'; choose one of ${choices.join(', ')}`)
  }
  return value
}
