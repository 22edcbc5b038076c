import { Page } from '../components/page.tsx'

export function Audit(): React.JSX.Element {
  return <Page title="Audit log">…</Page>
}
