/** The version of this package; a test keeps it equal to the one in package.json. */
export const version = '0.1.0'

/** How the connector names itself to Coupa, so that its calls can be found in the organization's logs. */
export const userAgent: string = `coupa-connector/${version}`
