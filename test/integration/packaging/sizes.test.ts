import { isKept } from '../../bench/benchmark';
import { measureSizes } from '../../bench/size';

describe('the sizes of the browser bundles', () => {
  it.each(measureSizes().map((figure) => [figure.name, figure] as const))(
    'keep within the bound of %s',
    (_, figure) => {
      expect(figure.value).toBeGreaterThan(0);
      expect(isKept(figure) ? 'kept' : `${figure.value} ${figure.unit}`).toBe('kept');
    }
  );
});
