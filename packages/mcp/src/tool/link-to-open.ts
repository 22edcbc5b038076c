/** Instead of an answer: an address that the client's program shows the person, before it repeats the call. */
export class LinkToOpen {
  readonly url: string
  readonly message: string
  /** Comes back with the repeated call. It passes through the client, so that nothing may rely on it. */
  readonly state: string

  constructor(link: Pick<LinkToOpen, 'url' | 'message' | 'state'>) {
    this.url = link.url
    this.message = link.message
    this.state = link.state
  }
}
