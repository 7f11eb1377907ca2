import { useState } from 'react';
import type { ModelId } from '../models';

const OPTIONS: { id: ModelId; label: string }[] = [
  { id: 'claude-3-opus-20240229', label: 'Claude 3 Opus' },
  { id: 'claude-3-5-sonnet-20241022', label: 'Claude 3.5 Sonnet' },
  { id: 'claude-opus-4-8', label: 'Claude Opus 4.8' },
];

export function ModelPicker({ onPick }: { onPick: (id: ModelId) => void }) {
  const [model, setModel] = useState<ModelId>('claude-3-5-sonnet-20241022');
  return (
    <select
      value={model}
      defaultValue="claude-3-5-sonnet-20241022"
      onChange={(event) => {
        setModel(event.target.value as ModelId);
        onPick(event.target.value as ModelId);
      }}
    >
      {OPTIONS.map(({ id, label }) => (
        <option key={id} value={id}>
          {label}
        </option>
      ))}
    </select>
  );
}
