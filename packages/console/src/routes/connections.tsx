import { Page } from '../components/page.tsx'

export function Connections(): React.JSX.Element {
  return <Page title="Connections">…</Page>
}
