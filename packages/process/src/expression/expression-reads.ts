import { parseExpression } from './compile-expression.ts'

/** A field that an expression reads, as a path from the whole record down: `['invoice-lines', 'total']`. */
export type ReadPath = readonly string[]

/** What an expression does with the record that it is evaluated for. */
export interface ExpressionReads {
  readonly paths: readonly ReadPath[]
  /** Whether it reads a record without naming its fields: `$`, `*`, `**`. */
  readonly readsWhole: boolean
  /** Each `a-b`: the field that may be meant, and the fields that are read. */
  readonly subtractions: readonly { readonly meant: ReadPath; readonly read: readonly ReadPath[] }[]
  /** What is done with numbers: an operator or a function, and the fields that it takes. */
  readonly calculations: readonly { readonly name: string; readonly paths: readonly ReadPath[] }[]
  /** Functions and variables that the expression itself does not define. */
  readonly freeNames: readonly string[]
  readonly patterns: readonly RegExp[]
}

/** A node of JSONata's tree. Which of these there are depends on its type. */
interface Node {
  readonly type?: string
  readonly value?: unknown
  readonly name?: unknown
  readonly steps?: readonly Node[]
  readonly stages?: readonly Node[]
  readonly predicate?: readonly Node[]
  readonly group?: { readonly lhs?: readonly (readonly Node[])[] }
  readonly arguments?: readonly Node[]
  readonly procedure?: Node
  readonly expressions?: readonly Node[]
  readonly terms?: readonly { readonly expression: Node }[]
  readonly body?: Node
  readonly focus?: string
  readonly index?: string
  readonly lhs?: Node | readonly (readonly Node[])[]
  readonly rhs?: Node
}

/** Where a part of an expression stands: at a record, or at a value that nobody can follow. */
type Place = ReadPath | undefined

/** What variables hold, as far as it is known. */
type Variables = ReadonlyMap<string, Place>

/** Functions that call another one for each item of their first argument. */
const overItems: ReadonlySet<string> = new Set(['map', 'filter', 'single', 'sort', 'reduce', 'each', 'sift'])
/** Functions whose result is what they were given, or a part of it. */
const passing: ReadonlySet<string> = new Set(['filter', 'single', 'sort', 'reverse', 'distinct', 'shuffle', 'append'])
/** Functions that take numbers, or lists of them. */
const numeric: ReadonlySet<string> = new Set(
  'sum max min average abs floor ceil round power sqrt formatNumber formatBase formatInteger'.split(' '),
)
const comparing: ReadonlySet<string> = new Set(['<', '<=', '>', '>='])
const calculating: ReadonlySet<string> = new Set(['+', '-', '*', '/', '%'])

/**
 * Finds out what an expression reads, without evaluating it. `list` is the list whose items become rows: names are fields of
 * an item, `$parent` is the record above it and `$record` the whole one. Throws JSONata's own error for what it cannot parse.
 */
export function expressionReads(expression: string, list: ReadPath): ExpressionReads {
  const reader = new Reader(list)
  const variables = new Map<string, Place>([
    ['$', list],
    ['', list],
    ['record', []],
  ])
  if (list.length > 0) variables.set('parent', list.slice(0, -1))
  const end = reader.walk(parseExpression(expression).ast() as Node, list, variables)
  if (end !== undefined) reader.use(end)
  return reader
}

class Reader implements ExpressionReads {
  readonly paths: ReadPath[] = []
  readonly subtractions: { meant: ReadPath; read: readonly ReadPath[] }[] = []
  readonly calculations: { name: string; paths: readonly ReadPath[] }[] = []
  readonly freeNames: string[] = []
  readonly patterns: RegExp[] = []
  readsWhole = false
  readonly #list: ReadPath

  constructor(list: ReadPath) {
    this.#list = list
  }

  /** Notes that a value is used as it is. */
  use(path: ReadPath): void {
    if (this.#list.slice(0, path.length).join('.') === path.join('.')) this.readsWhole = true
    else this.paths.push(path)
  }

  /** Goes through a node, and gives the place that its value comes from. */
  walk(node: Node | undefined, at: Place, variables: Variables): Place {
    switch (node?.type) {
      case 'path':
        return this.#path(node, at, variables)
      case 'variable':
        return this.#variable(String(node.value), at, variables)
      case 'wildcard':
      case 'descendant':
        if (at !== undefined) this.use(at)
        return undefined
      case 'parent':
        return at?.slice(0, -1)
      case 'block':
        return this.#block(node.expressions ?? [], at, variables)
      case 'condition': {
        const { condition, then, else: otherwise } = node as Readonly<Record<string, Node>>
        this.#value(condition, at, variables)
        const [one, other] = [this.walk(then, at, variables), this.walk(otherwise, at, variables)]
        if (one !== undefined && other !== undefined) this.use(other)
        return one ?? other
      }
      case 'function':
      case 'partial':
        return this.#call(node, node.arguments ?? [], at, variables)
      case 'apply':
        return this.#apply(node, at, variables)
      case 'lambda':
        this.#lambda(node, [], at, variables)
        return undefined
      case 'binary':
        this.#binary(node, at, variables)
        return undefined
      case 'regex':
        if (node.value instanceof RegExp) this.patterns.push(node.value)
        return undefined
      default:
        if (node !== undefined) this.#others(node, at, variables)
        return undefined
    }
  }

  /** Goes through a node whose value is used. */
  #value(node: Node | undefined, at: Place, variables: Variables): Place {
    const place = this.walk(node, at, variables)
    if (place !== undefined) this.use(place)
    return place
  }

  #path({ steps = [], group }: Node, at: Place, variables: Variables): Place {
    let place = at
    let bound = variables
    for (const step of steps) {
      const before = place
      place = this.#step(step, place, bound)
      for (const stage of [...(step.stages ?? []), ...(step.predicate ?? [])]) {
        this.#value((stage as { readonly expr?: Node }).expr, place, bound)
      }
      if (step.focus !== undefined) {
        bound = new Map([...bound, [step.focus, place]])
        place = before
      }
      if (step.index !== undefined) bound = new Map([...bound, [step.index, undefined]])
    }
    if (group === undefined) return place
    for (const node of (group.lhs ?? []).flat()) this.#value(node, place, bound)
    return undefined
  }

  #step(step: Node, at: Place, variables: Variables): Place {
    if (step.type === 'name') return at === undefined ? undefined : [...at, String(step.value)]
    if (step.type !== 'sort') return this.walk(step, at, variables)
    for (const { expression } of step.terms ?? []) this.#value(expression, at, variables)
    return at
  }

  #variable(name: string, at: Place, variables: Variables): Place {
    if (name === '') return at
    if (!variables.has(name)) this.freeNames.push(name)
    return variables.get(name)
  }

  #block(expressions: readonly Node[], at: Place, variables: Variables): Place {
    const bound = new Map(variables)
    let place: Place
    for (const expression of expressions) {
      if (place !== undefined) this.use(place)
      if (expression.type !== 'bind') {
        place = this.walk(expression, at, bound)
        continue
      }
      // A function may call itself, so that its name is known before its body.
      const name = String((expression.lhs as Node).value)
      if (expression.rhs?.type === 'lambda') bound.set(name, undefined)
      bound.set(name, this.walk(expression.rhs, at, bound))
      place = expression === expressions.at(-1) ? bound.get(name) : undefined
    }
    return place
  }

  #call({ procedure }: Node, given: readonly Node[], at: Place, variables: Variables): Place {
    const name = procedure?.type === 'variable' ? String(procedure.value) : ''
    if (name === '') this.walk(procedure, at, variables)
    else if (!variables.has(name)) this.freeNames.push(name)
    const [first, ...rest] = given
    const place = this.walk(first, at, variables)
    if (first?.type === 'regex' || first?.type === 'lambda') return undefined
    if (numeric.has(name) && place !== undefined) this.calculations.push({ name: `$${name}`, paths: [place] })
    for (const argument of rest) {
      if (argument.type !== 'lambda') this.#value(argument, at, variables)
      else this.#lambda(argument, overItems.has(name) ? itemsFor(name, place) : [], at, variables)
    }
    if (passing.has(name)) return place
    const isFollowed = rest.some(({ type }) => type === 'lambda') && overItems.has(name)
    if (place !== undefined && !(isFollowed && place.length > this.#list.length)) this.use(place)
    else if (place !== undefined) this.paths.push(place)
    return undefined
  }

  #apply({ lhs, rhs }: Node, at: Place, variables: Variables): Place {
    if (rhs?.type === 'function') return this.#call(rhs, [lhs as Node, ...(rhs.arguments ?? [])], at, variables)
    if (rhs?.type === 'variable') return this.#call({ procedure: rhs }, [lhs as Node], at, variables)
    const place = this.#value(lhs as Node, at, variables)
    this.#value(rhs, rhs?.type === 'transform' ? place : at, variables)
    return undefined
  }

  #lambda(node: Node, places: readonly Place[], at: Place, variables: Variables): void {
    const names = (node.arguments ?? []).map(({ value }) => String(value))
    const bound = new Map([...variables, ...names.map((name, place) => [name, places[place]] as const)])
    this.#value(node.body, at, bound)
  }

  #binary({ value, lhs, rhs }: Node, at: Place, variables: Variables): void {
    const start = this.paths.length
    const operands = [this.walk(lhs as Node, at, variables), this.walk(rhs, at, variables)]
    const known = operands.filter((place) => place !== undefined)
    for (const place of known) this.use(place)
    const operator = String(value)
    const isWithNumber = [lhs as Node, rhs].some((side) => side?.type === 'number')
    if (calculating.has(operator) || comparing.has(operator) || (isWithNumber && /^!?=$/.test(operator))) {
      this.calculations.push({ name: operator, paths: known })
    }
    const meant = operator === '-' ? subtractedField(lhs as Node, rhs) : undefined
    if (meant !== undefined && at !== undefined) {
      this.subtractions.push({ meant: [...at, ...meant], read: this.paths.slice(start) })
    }
  }

  /** Lists, objects, changes of signs and the rest: all that is in them is used. */
  #others(node: Node, at: Place, variables: Variables): void {
    const parts = Object.values(node).flatMap((part) => (Array.isArray(part) ? part.flat() : [part]))
    for (const part of parts) if (isNode(part)) this.#value(part, at, variables)
  }
}

/** The fields that the parameters of a function stand for which is called for each item. */
function itemsFor(name: string, place: Place): readonly Place[] {
  if (name === 'reduce') return [undefined, place]
  if (name === 'sort') return [place, place]
  return name === 'each' || name === 'sift' ? [] : [place]
}

/** `supplier.tax-id` is parsed as the field `supplier.tax` minus the field `id`. */
function subtractedField(lhs: Node | undefined, rhs: Node | undefined): ReadPath | undefined {
  const left = lastField(lhs)
  const [first, ...rest] = namesOf(rhs) ?? []
  const last = left?.at(-1)
  if (left === undefined || last === undefined || first === undefined) return undefined
  return [...left.slice(0, -1), `${last}-${first}`, ...rest]
}

/** The field that stands right before a minus: of `"x" & supplier.tax` it is `supplier.tax`. */
function lastField(node: Node | undefined): ReadPath | undefined {
  if (node?.type !== 'binary') return namesOf(node)
  return node.value === '-' ? subtractedField(node.lhs as Node, node.rhs) : namesOf(node.rhs)
}

function namesOf(node: Node | undefined): ReadPath | undefined {
  if (node?.type !== 'path' || node.steps?.some(({ type }) => type !== 'name') === true) return undefined
  return node.steps?.map(({ value }) => String(value))
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string'
}
