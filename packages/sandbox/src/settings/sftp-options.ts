/** The SFTP server of the organization, and what Coupa does with its files (F-467, F-468). */
export interface SftpOptions {
  /** 0, the default, lets the system choose. */
  readonly port?: number
  /** How often files of the inbox are picked up; 180 by default. */
  readonly pickUpSeconds?: number
  /** How often files are exported; 3,600 by default. */
  readonly exportSeconds?: number
  /** For how long an exported file grows; 0 by default: it is there as a whole. */
  readonly growSeconds?: number
}

/** Options with their defaults, in milliseconds. */
export interface SftpSettings {
  readonly port: number
  readonly pickUpMs: number
  readonly exportMs: number
  readonly growMs: number
}

/** Checks the options. Throws TypeError naming the option, the value and what it must be. */
export function parseSftpOptions(
  given: boolean | SftpOptions | undefined,
  wholeNumber: (name: string, value: number, low: number, high: number) => number,
): SftpSettings | undefined {
  if (given === undefined || given === false) return undefined
  const { port = 0, pickUpSeconds = 180, exportSeconds = 3600, growSeconds = 0 } = given === true ? {} : given
  const day = 86_400
  return {
    port: wholeNumber('sftp.port', port, 0, 65_535),
    pickUpMs: 1000 * wholeNumber('sftp.pickUpSeconds', pickUpSeconds, 0, day),
    exportMs: 1000 * wholeNumber('sftp.exportSeconds', exportSeconds, 1, 365 * day),
    growMs: 1000 * wholeNumber('sftp.growSeconds', growSeconds, 0, day),
  }
}
