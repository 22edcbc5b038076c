/** The sign and the name of the product. */
export function Brand(): React.JSX.Element {
  return (
    <span style={{ display: 'inline-flex', alignItems: 'center', gap: '0.6rem', fontWeight: 650 }}>
      <img src="/icon.svg" alt="" width={28} height={28} />
      <span className="brand-name">Coupa Connector</span>
    </span>
  )
}
