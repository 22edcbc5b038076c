/** A connection of an account, as an agent sees it. */
export interface ConnectionLine {
  readonly name: string
  /** Host of the organization. */
  readonly organization: string
  /** Whether it was tested, and with what result. */
  readonly state: string
}

export interface ProcessLine {
  readonly name: string
  readonly title: string
  /** Where it is deployed, in what state, and what is wrong there. */
  readonly deployments: readonly object[]
}

export interface RunLine {
  readonly id: string
  readonly process: string
  readonly state: string
  readonly outcome: string | null
  readonly [fact: string]: unknown
}

/** An account of a hub, as tools ask it. Faults are thrown, as by an `Organization`. */
export interface Account {
  connections(search: string | undefined, signal: AbortSignal): Promise<readonly ConnectionLine[]>
  processes(search: string | undefined, signal: AbortSignal): Promise<readonly ProcessLine[]>
  /** The newest runs of a process, or of all. */
  runs(process: string | undefined, signal: AbortSignal): Promise<readonly RunLine[]>
  /** Records that the process has set aside and that wait for somebody. */
  failures(process: string, signal: AbortSignal): Promise<readonly object[]>
}
