#!/bin/sh
# The weights from nothing, stage by stage; a stage that is done is not done again. Called by `make train`.
#   PYTHON=… SHARED=… [OWN=1] training/run.sh FOLDER
set -eu
out=$1
here=$(dirname "$0")
shared=${SHARED:-../shared}/data
own=${OWN:-0}
export MALLOC_MMAP_THRESHOLD_=4294967296 MALLOC_TRIM_THRESHOLD_=4294967296 TOKENIZERS_PARALLELISM=false OMP_NUM_THREADS=1
mkdir -p "$out"
train() { # NAME ARGUMENTS…
  name=$1
  shift
  [ -f "$out/$name/scores.json" ] || "$PYTHON" "$here/train.py" --shared "$shared" --threads 1 --own "${own:-0}" --out "$out/$name" "$@"
}
"$PYTHON" "$here/encoders.py" "$out/encoders"
small=$out/encoders/minilm large=$out/encoders/mpnet
if [ "$own" = 1 ]; then
  train own --encoder "$small" --batch 512
  last=own
else
  # one core each; the teacher's lessons are taken where LESSONS=1 (not yet shown to help: TRAINING.md)
  lessons=
  if [ "${LESSONS:-0}" = 1 ]; then
    train teacher --encoder "$large" --rate 1e-4 --batch 512 --tasks own,plv --scale 0.75 --teach &
    lessons="--lessons $out/teacher/news.pickle"
  fi
  train public --encoder "$small" --tasks polnear,uw,tdg,relocar,own --scale 0.8
  wait
  # shellcheck disable=SC2086
  train last --encoder "$small" --start "$out/public/network.pt" $lessons --batch 512 \
    --epochs own=10,polnear=0.8,uw=0.8,tdg=0.8,relocar=0.7,plv=4,pair=4,own_pair=0.8,news=1
  last=last
fi
"$PYTHON" "$here/export.py" --encoder "$small" --run "$out/$last" --out "$out/weights"
echo "weights in $out/weights; to read with them: communique.reader.settings_of(weights folder), or --weights of the benchmarks"
