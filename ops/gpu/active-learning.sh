#!/usr/bin/env bash
# active-learning.sh FORM MODEL DATA OUT   Runs 'sisom evaluate al' on CIFAR-10 from scratch each cycle. MODEL is a bundle with train_forward,
# DATA the folder with cifar10/ and ood/, OUT a folder for json and html. Forms:
#   points   at the paper's size, first look: 2,000, 6,000 and 10,000 labels, one seed (a GPU; 2 networks a strategy)
#   whole    at the paper's size: 1,000 to 10,000 labels, asked for by the thousand (a GPU; 9 networks a strategy)
#   open     the same with 30 % CIFAR-100 in the pool
#   kinds    the same, a quarter of CIFAR-100's kinds wanted as new classes
#   hour     what two cores finish in an hour with the ResNet-8: 1,000 to 6,000 labels, taught on each cycle
# SEEDS (1), STRATEGIES (those of the form), DEVICE (gpu:0; cpu in hour), EPOCHS (40 at 300 steps at least is what 94 % takes) and
# SISOM (./sisom) may be set. Figures are written after every run, so that it may be cut off.
set -euo pipefail
[ $# = 4 ] || { sed -n 2,10p "$0" >&2; exit 2; }
form=$1 model=$2 data=$3 out=$4
mkdir -p "$out"
train=("$data"/cifar10/train-{1,2,3,4,5}.delta.gz)
part=("$data"/cifar10/train-{1,2,3}.delta.gz --pool-limit 21000 --contaminate "cifar100=$data/ood/cifar100-test.bin.gz@30%")
scratch=(--retrain scratch --set "device=${DEVICE:-gpu:0}" --set "learning.epochs=${EPOCHS:-40}")
closed=random,ratio,margin,stream,ratio-diverse,margin-sampled,badge,coregcn,learning-loss,entropy,nac
foreign=random,margin,ratio,none-margin,none-ratio,none-kinds,none-balanced,joda
case $form in
  points) arguments=(--pool "${train[@]}" --start 2000 --query 4000 --cycles 2 "${scratch[@]}") strategies=random,ratio,margin,stream ;;
  whole) arguments=(--pool "${train[@]}" --start 1000 --query 1000 --cycles 9 "${scratch[@]}") strategies=$closed ;;
  open) arguments=(--pool "${part[@]}" --start 1000 --query 1000 --cycles 9 "${scratch[@]}") strategies=$foreign ;;
  kinds) arguments=(--pool "${part[@]}" --foreign-kinds 100 --wanted 0.25 --start 1000 --query 1000 --cycles 9 "${scratch[@]}") strategies=$foreign ;;
  hour) arguments=(--pool "${train[@]}" --start 1000 --query 1000 --cycles 5 --sample 10000 --test-limit 5000 --set "device=${DEVICE:-cpu}")
    strategies=random,ratio,margin,stream ;;
  *) sed -n 2,10p "$0" >&2; exit 2 ;;
esac
exec "${SISOM:-./sisom}" evaluate al --model "$model" --test "$data/cifar10/test.bin.gz" "${arguments[@]}" --seeds "${SEEDS:-1}" \
  --strategy "${STRATEGIES:-$strategies}" --json "$out/$form.json" --report "$out/$form.html"
