/** An answer that says what was wrong with a request; thrown anywhere below a handler and rendered in the format of the request. */
export class RequestProblem extends Error {
  readonly status: number
  /** Full sentences in Rails style (F-252). */
  readonly messages: readonly string[]
  /** Key of the messages in JSON, for example `invoice_header`; `base` when no model is concerned. */
  readonly model: string

  constructor(status: number, messages: string | readonly string[], model = 'base') {
    const list = typeof messages === 'string' ? [messages] : messages
    super(list.join('; '))
    this.name = 'RequestProblem'
    this.status = status
    this.messages = list
    this.model = model
  }
}
