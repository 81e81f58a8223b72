import { useEffect, useState } from 'react';

/** Width below which the header has icons only (measured). */
const NARROW = 1025;

export function useNarrow(): boolean {
  const [isNarrow, setNarrow] = useState(window.innerWidth < NARROW);
  useEffect(() => {
    const measure = () => setNarrow(window.innerWidth < NARROW);
    window.addEventListener('resize', measure);
    return () => window.removeEventListener('resize', measure);
  }, []);
  return isNarrow;
}
