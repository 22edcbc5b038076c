import type { OrganizationFingerprint } from './run-record.ts'

/** Where a process remembers which organization it belongs to. */
export interface OrganizationMemory {
  organization(): Promise<OrganizationFingerprint | undefined>
  keepOrganization(fingerprint: OrganizationFingerprint): Promise<void>
}
