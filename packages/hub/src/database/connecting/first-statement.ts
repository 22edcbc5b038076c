import pg from 'pg'

/** The part of the driver's connection that writes messages of the extended protocol. */
interface MessageWriter {
  readonly stream: { cork(): void; uncork(): void }
  parse(message: { readonly text: string }): void
  bind(message: object): void
  execute(message: object): void
}

/** What the driver's query has besides what it declares. */
interface DriverQuery {
  submit(connection: MessageWriter): Error | null
  handleCommandComplete(message: { readonly text: string }, connection: MessageWriter): void
}

type QueryClass = new (
  config: pg.QueryConfig & { readonly queryMode: 'extended' },
  callback: (error: Error | null, result: pg.QueryResult) => void,
) => DriverQuery

// The driver exports the class of its queries, with fewer members declared than it has.
const Query = pg.Query as unknown as QueryClass

/**
 * The first statement of a transaction, sent with the `begin` before it. Both stand before the same `Sync`: when `begin`
 * fails the server passes over the statement, so that it never runs outside the transaction. A statement with a name must
 * have been parsed on the connection before: the driver would take the answer to `begin` for the answer to its parsing.
 */
export class FirstStatement extends Query {
  #hasBegun = false

  constructor(statement: pg.QueryConfig, callback: (error: Error | null, result: pg.QueryResult) => void) {
    super({ ...statement, queryMode: 'extended' }, callback)
  }

  override submit(connection: MessageWriter): Error | null {
    connection.stream.cork()
    try {
      connection.parse({ text: 'begin' })
      connection.bind({})
      connection.execute({})
      return super.submit(connection)
    } finally {
      connection.stream.uncork()
    }
  }

  override handleCommandComplete(message: { readonly text: string }, connection: MessageWriter): void {
    if (this.#hasBegun) super.handleCommandComplete(message, connection)
    else this.#hasBegun = true
  }
}
