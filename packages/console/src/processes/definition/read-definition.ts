import { fieldWords } from './field-words.ts'

// What a definition says, as people read it. The hub has checked it; what a newer one may have besides is shown as it is written.

/** A line of a section: what it is about, and what holds. */
export interface DefinitionLine {
  readonly label: string
  readonly text: string
}

export interface DefinitionSection {
  readonly title: string
  readonly lines: readonly DefinitionLine[]
}

/** A column or field of the other end, and where its value comes from. */
export interface MappingRow {
  readonly target: string
  readonly from: string
  /** Whether `from` is an expression, to be set as code. */
  readonly isExpression: boolean
  readonly type: string
  readonly notes: readonly string[]
}

export interface MappingTable {
  /** Empty where there is only one. */
  readonly name: string
  /** What a row stands for. */
  readonly rowsOf: string
  readonly key: readonly string[]
  readonly when: string
  readonly rows: readonly MappingRow[]
}

export interface ReadableDefinition {
  readonly sections: readonly DefinitionSection[]
  readonly tables: readonly MappingTable[]
}

type Fields = Readonly<Record<string, unknown>>

/** Reads a definition of either direction. */
export function readDefinition(definition: Fields): ReadableDefinition {
  const isLoad = definition.direction === 'in'
  return {
    sections: (isLoad ? loadSections(definition) : exportSections(definition)).filter(({ lines }) => lines.length > 0),
    tables: tablesOf(fields(definition.mapping), isLoad),
  }
}

function exportSections(definition: Fields): DefinitionSection[] {
  const {
    source: _1,
    destination: _2,
    acknowledge: _3,
    coupaMonitoring: _4,
    limits: _5,
    mapping: _6,
    ...rest
  } = definition
  const source = fields(definition.source)
  const acknowledge = fields(definition.acknowledge)
  const monitoring = fields(definition.coupaMonitoring)
  return [
    section('Source', [
      line('Resource', text(source.resource)),
      line('Reads', modes[text(source.mode)] ?? text(source.mode)),
      ...conditionLines(fields(source.where)),
      line(
        'Later changes',
        source.watchChanges === true ? 'delivers documents again that changed after they were marked' : '',
      ),
      line('Files', list(source.files)),
      line('Fields', source.fields === 'from-mapping' ? '' : fieldWords(source.fields)),
      ...others(source, ['connection', 'resource', 'mode', 'where', 'watchChanges', 'files', 'fields']),
    ]),
    section('Destination', [
      line('Kind', kindOf(definition, text(fields(definition.destination).connection) || 'target')),
      ...others(fields(definition.destination), ['connection']),
    ]),
    section('Acknowledge', [
      line('Mode', acknowledgements[text(acknowledge.mode) || 'none'] ?? text(acknowledge.mode)),
      ...Object.entries(fields(acknowledge.writeBack)).map(([path, rule]) =>
        line(`Writes back ${path}`, typeof rule === 'string' ? `from ${rule}` : text(fields(rule).value)),
      ),
    ]),
    section('Coupa monitoring', [
      line('Level', Number(monitoring.level ?? 0) === 0 ? '' : text(monitoring.level)),
      line('Integration', text(monitoring.integration)),
    ]),
    ...sharedSections(definition, rest),
  ]
}

function loadSections(definition: Fields): DefinitionSection[] {
  const { source: _1, destination: _2, absent: _3, limits: _4, mapping: _5, direction: _6, ...rest } = definition
  const source = fields(definition.source)
  const destination = fields(definition.destination)
  return [
    section('Source', [
      line('Kind', kindOf(definition, text(source.connection) || 'source')),
      ...others(source, ['connection']),
    ]),
    section('Into Coupa', [
      line('Resource', text(destination.resource)),
      line('Found by', list(destination.key) || 'nothing: records are only created'),
      line('Writes', writes[text(destination.write) || 'create-and-update'] ?? text(destination.write)),
      line('Strategy', text(destination.strategy) === 'records' ? '' : text(destination.strategy)),
      line('Missing from the input', text(definition.absent) === 'inactivate' ? 'made inactive' : 'left alone'),
      ...others(destination, ['connection', 'resource', 'key', 'write', 'strategy']),
    ]),
    ...sharedSections(definition, rest),
  ]
}

function sharedSections(definition: Fields, rest: Fields): DefinitionSection[] {
  const tables = Object.entries(fields(definition.values)).filter(([, value]) => fields(value).kind === 'table')
  return [
    section('Limits', others(fields(definition.limits), [])),
    ...tables.map(([name, value]) =>
      section(
        `Look-up table ${name}`,
        Object.entries(fields(fields(value).rows)).map(([from, to]) => line(from, text(to))),
      ),
    ),
    section('Other', others(rest, ['$schema', 'process', 'title', 'template', 'version', 'values'])),
  ]
}

function tablesOf(mapping: Fields, isLoad: boolean): MappingTable[] {
  if (mapping.tables !== undefined) {
    return Object.entries(fields(mapping.tables)).map(([name, table]) => tableOf(name, fields(table), isLoad))
  }
  return mapping.columns === undefined ? [] : [tableOf(text(mapping.name), mapping, isLoad)]
}

function tableOf(name: string, table: Fields, isLoad: boolean): MappingTable {
  const each = text(table.each) || '$'
  return {
    name,
    rowsOf: each === '$' ? (isLoad ? 'one record a row' : 'one row a record') : `one row for each of ${each}`,
    key: Array.isArray(table.key) ? table.key.map(text) : [],
    when: text(table.when),
    rows: Object.entries(fields(table.columns)).map(([target, rule]) => rowOf(target, rule)),
  }
}

function rowOf(target: string, given: unknown): MappingRow {
  if (typeof given === 'string') return { target, from: given, isExpression: false, type: '', notes: [] }
  const { path, value, expr, as, apply, default: fallback, table, missing, ...rest } = fields(given)
  return {
    target,
    from:
      expr !== undefined ? text(expr) : path !== undefined ? text(path) : value === null ? 'null' : `“${text(value)}”`,
    isExpression: expr !== undefined,
    type: text(as),
    notes: [
      ...(Array.isArray(apply) ? [`then ${apply.map(describeCall).join(', ')}`] : []),
      ...(table === undefined ? [] : [`looked up in ${text(table)}`]),
      ...(missing === undefined ? [] : [`not in the table: ${text(missing)}`]),
      ...(fallback === undefined ? [] : [`if empty, “${text(fallback)}”`]),
      ...Object.entries(rest).map(([name, setting]) => `${name}: ${text(setting)}`),
    ],
  }
}

/** `{"cut": 20}` is `cut 20`. */
function describeCall(call: unknown): string {
  if (typeof call === 'string') return call
  return Object.entries(fields(call))
    .map(([name, setting]) => `${name} ${text(setting)}`)
    .join(' ')
}

const modes: Readonly<Record<string, string>> = {
  'work-list': 'what is not marked as exported',
  incremental: 'what changed since the last run',
  full: 'everything, each time',
  reconcile: 'everything, and delivers what differs',
  'back-fill': 'a range',
  'on-demand': 'named records',
}

const acknowledgements: Readonly<Record<string, string>> = {
  none: 'marks nothing in Coupa',
  'after-commit': 'marks as exported what the destination has committed',
  'after-answer': 'marks as exported what the consumer has accepted',
  'before-delivery': 'marks as exported before the delivery',
}

const writes: Readonly<Record<string, string>> = {
  'create-and-update': 'creates what is missing, updates what is there',
  create: 'only creates',
  update: 'only updates',
}

function conditionLines(where: Fields): DefinitionLine[] {
  return Object.entries(where).map(([field, condition]) => line(`Where ${field}`, describeCondition(condition)))
}

function describeCondition(condition: unknown): string {
  if (typeof condition !== 'object' || condition === null || Array.isArray(condition)) return `is ${text(condition)}`
  return Object.entries(condition)
    .map(([operator, operand]) => `${operators[operator] ?? operator} ${text(operand)}`)
    .join(' and ')
}

const operators: Readonly<Record<string, string>> = {
  eq: 'is',
  not: 'is not',
  in: 'is one of',
  not_in: 'is none of',
  gt: 'is more than',
  gt_or_eq: 'is at least',
  lt: 'is less than',
  lt_or_eq: 'is at most',
  contains: 'contains',
  starts_with: 'starts with',
  ends_with: 'ends with',
  blank: 'is blank:',
}

function kindOf(definition: Fields, value: string): string {
  return text(fields(fields(definition.values)[value]).kind)
}

/** What has no words of its own, one line a setting: `errors.max`. */
function others(given: Fields, known: readonly string[], prefix = ''): DefinitionLine[] {
  return Object.entries(given)
    .filter(([name]) => !known.includes(name))
    .flatMap(([name, value]) => {
      const path = `${prefix}${name}`
      const isGroup = typeof value === 'object' && value !== null && !Array.isArray(value)
      return isGroup ? others(fields(value), [], `${path}.`) : [line(path, text(value))]
    })
}

function section(title: string, lines: readonly DefinitionLine[]): DefinitionSection {
  return { title, lines: lines.filter(({ text }) => text !== '') }
}

function line(label: string, text: string): DefinitionLine {
  return { label, text }
}

function list(value: unknown): string {
  return Array.isArray(value) ? value.map(text).join(', ') : text(value)
}

function text(value: unknown): string {
  if (value === undefined || value === null) return ''
  if (typeof value === 'string') return value
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object')) return value.map(text).join(', ')
  return JSON.stringify(value)
}

function fields(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}
}
