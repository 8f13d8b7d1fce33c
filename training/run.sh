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
  train own --encoder "$small" --with-dev
  last=own
else
  train teacher --encoder "$large" --rate 5e-5 --tasks own,plv --scale 0.75 --teach & # one core each
  train public --encoder "$small" --tasks polnear,uw,tdg,relocar,own --scale 0.8
  wait
  train shipped --encoder "$small" --start "$out/public/network.pt" --lessons "$out/teacher/news.pickle" --last --with-dev
  last=shipped
fi
"$PYTHON" "$here/export.py" --encoder "$small" --run "$out/$last" --out "$out/weights"
echo "weights in $out/weights; to ship them: cp $out/weights/* src/communique/model/weights/"
